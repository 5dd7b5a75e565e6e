"""Who is here: the demo sign-in's buttons."""

from collections.abc import Sequence
from functools import cache

import streamlit as st

from dashboard.routes.front import modules
from dashboard.settings import PersonSettings

DOES = {
    "proposer": "opens releases",
    "reviewer": "reviews selections",
    "approver": "signs GO or NO-GO",
}


def choose_person(people: Sequence[PersonSettings]) -> None:
    """The buttons; where there is nobody to choose, how whoever runs this opens the door.

    Its module stands in the page: nobody has the right to fetch any address yet."""
    _renderer()(
        data={
            "people": [{"id": each.id, "name": each.name, "does": does(each)} for each in people]
        },
        key="sign-in",
    )


def does(person: PersonSettings) -> str:
    kinds = dict.fromkeys(role.partition(":")[0] for role in person.roles)
    return ", ".join(DOES[kind] for kind in kinds)


@cache
def _renderer():
    read = {name: content.decode() for name, content in modules().items()}
    return st.components.v2.component(
        "vitrine_sign_in",
        html='<div class="vitrine"></div>',
        css=read["tile/tile.css"] + read["sign_in/sign_in.css"],
        js=read["sign_in/sign_in.js"],
    )
