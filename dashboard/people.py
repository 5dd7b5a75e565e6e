"""Who is here and what they may do."""

import streamlit as st

from dashboard import entrance, resources
from dashboard.releases import sign_ins, waiting_words
from dashboard.releases.facts import Fact
from dashboard.releases.person import Person


def present() -> Person | None:
    """The person of this browser's sign-in, asked anew at every run."""
    return entrance.signed_in(token()) if token() else None


def here() -> Person:
    """The person of this page; whoever was signed out meanwhile sees the sign-in."""
    person = present()
    if person is None:
        st.rerun()
    return person


def words(person: Person) -> int:
    """How many unread words wait for them; none is told where the record cannot be read."""
    try:
        return waiting_words.count_words(resources.sessions(), person)
    except Fact:
        return 0


def leave() -> None:
    """End the sign-in's row: its cookie is worth nothing from now on."""
    sign_ins.sign_out(resources.sessions(), token())


def token() -> str:
    """The cookie of the socket over which this page runs; empty where there is none."""
    name = entrance.cookie_name(st.context.headers.get("Host", ""))
    return st.context.cookies.get(name, "")
