"""What stands above every page: the name, the pages in two groups, who is here."""

from functools import cache

import streamlit as st

from dashboard.components.frontend import heard
from dashboard.pages import FIRST, GROUPS
from dashboard.releases.person import Person
from dashboard.routes.front import modules


def frame(person: Person, current: str) -> str | None:
    """The page that was chosen by a click, or `sign_out`; `current` is the one being shown."""
    groups = [{"title": "", "pages": FIRST}, *_groups()]
    answer = _renderer()(
        data={
            "person": person.name,
            "current": current,
            "groups": [{**each, "pages": list(each["pages"].items())} for each in groups],
        },
        key="frame",
        on_opened_change=heard,
    )
    return answer.opened


def _groups() -> list[dict]:
    return [{"title": title, "pages": pages} for title, pages in GROUPS.items()]


@cache
def _renderer():
    """Its module stands in the page, so that nothing below moves when it is there."""
    read = {name: content.decode() for name, content in modules().items()}
    return st.components.v2.component(
        "vitrine_frame",
        html='<header class="vitrine"></header>',
        css=read["tile/tile.css"] + read["frame/frame.css"],
        js=read["frame/frame.js"],
    )
