"""What stands on Releases as long as there is none: what came in, and the first steps."""

from collections.abc import Mapping

import streamlit as st

from dashboard import resources
from dashboard.components.notice import plain, refuse
from dashboard.releases.person import Person
from recommender.refusal import Refusal

FOR_PROPOSERS = (
    "1. Describe a few shoppers, or take some of those that are suggested from your purchases.\n"
    "2. Open a release here: the models you put forward, and the shoppers they face.\n"
    "3. Send its address to the reviewers. When they are done, an approver signs."
)
FOR_OTHERS = (
    "A release puts models forward for the shoppers that you describe. Once a proposer opens one, "
    "it waits for you here. Until then you can describe shoppers, or take some of those that are "
    "suggested from your purchases."
)


def first_steps(person: Person) -> None:
    """Three steps for who opens releases; for everybody else what to do until one is there."""
    st.write("No release yet.")
    try:
        shop = resources.shop()
    except Refusal as refusal:
        refuse(str(refusal))
        return
    if said := came_in(shop.name, shop.facts):
        st.write(plain(said))
    st.write(FOR_PROPOSERS if person.proposer else FOR_OTHERS)
    with st.container(horizontal=True):
        st.page_link("views/coverage.py", label="See suggested shoppers")
        st.page_link("views/scenarios.py", label="Describe a shopper")


def came_in(name: str, facts: Mapping[str, object]) -> str:
    """What an import counted, in words; "" where shop.toml has no counts."""
    counts = {each: facts.get(each) for each in ("products", "purchases", "shoppers")}
    if not all(isinstance(each, int) for each in counts.values()):
        return ""
    pictures = facts.get("pictures")
    with_picture = f", {pictures:,} of them with a picture," if isinstance(pictures, int) else ""
    said = (
        f"{name} is here: {counts['products']:,} products{with_picture} and "
        f"{counts['purchases']:,} purchases by {counts['shoppers']:,} shoppers."
    )
    left_out = [
        f"{facts[f'{each}_dropped']:,} {each}"
        for each in ("products", "purchases", "pictures")
        if facts.get(f"{each}_dropped")
    ]
    return f"{said} Left out by the import: {', '.join(left_out)}." if left_out else said
