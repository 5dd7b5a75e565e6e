"""Who is here and what they may do."""

import streamlit as st

from dashboard import entrance, resources
from dashboard.releases import services
from dashboard.releases.person import Person


def present() -> Person | None:
    """The person of this browser's session row, asked anew at every run."""
    token = st.context.cookies.get(entrance.COOKIE)
    person_id = services.who_is(resources.sessions(), token) if token else None
    return entrance.person(person_id) if person_id else None


def here() -> Person:
    """The person of this page; app.py has let nobody else in."""
    person = present()
    if person is None:
        st.rerun()
    return person
