"""A page about one release: the one asked for, the one looked at before, or the one that waits."""

from collections.abc import Callable

import streamlit as st

from dashboard import resources
from dashboard.components.notice import refuse
from dashboard.releases import queries
from dashboard.releases.database import Sessions
from dashboard.releases.facts import Fact
from dashboard.releases.person import Person

LAST = "release"


def about_release(
    person: Person,
    waiting: Callable[[Sessions, Person], str | None],
    draw: Callable[[str], None],
    *,
    title: str,
    then: str,
) -> None:
    """Draw the page of a release; without one, its `title`, `then` what to expect, and a way on."""
    try:
        name = chosen_release(person, waiting)
        if name:
            draw(name)
        else:
            st.title(title, anchor=False)
            st.write(then)
            see_all()
    except Fact as fact:
        refuse(str(fact))
        see_all()


def chosen_release(person: Person, waiting: Callable[[Sessions, Person], str | None]) -> str | None:
    """Its name, which then stands in the address; UnknownRelease where there is none of it."""
    sessions = resources.sessions()
    asked = st.query_params.get("release")
    name = asked or st.session_state.get(LAST) or waiting(sessions, person)
    if name:
        queries.refuse_unknown(sessions, name)
        st.session_state[LAST] = name
    if name and not asked:
        st.query_params["release"] = name
    return name


def see_all() -> None:
    st.page_link("views/releases.py", label="See all releases")
