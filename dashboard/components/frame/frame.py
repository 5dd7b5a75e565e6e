"""What stands above every page: the name, the pages in two groups, who is here."""

import streamlit as st

from dashboard.components.frontend import heard, inlined
from dashboard.pages import FIRST, GROUPS
from dashboard.releases.person import Person

SIGN_OUT = "sign_out"
"""What is chosen by the way out: no address, so that no link and no other site can press it."""
HEIGHT = 44
"""Pixels; kept free from the start, so that nothing below moves when it is drawn."""


def frame(person: Person, current: str, words: int) -> str | None:
    """The page that was chosen by a click, or `sign_out`; `current` is the one being shown, `words`
    how many wait to be read."""
    groups = [{"title": "", "pages": FIRST}, *_groups()]
    with st.container(height=HEIGHT, border=False, key="frame-place"):
        answer = inlined("frame", "header")(
            data={
                "person": person.name,
                "current": current,
                "words": words,
                "groups": [{**each, "pages": list(each["pages"].items())} for each in groups],
            },
            key="frame",
            on_opened_change=heard,
        )
    return answer.opened


def _groups() -> list[dict]:
    return [{"title": title, "pages": pages} for title, pages in GROUPS.items()]
