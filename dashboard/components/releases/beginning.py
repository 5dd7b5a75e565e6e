"""What stands on Releases as long as there is none: the first steps."""

import streamlit as st

from dashboard.releases.person import Person

FOR_PROPOSERS = (
    "1. Describe a few shoppers in Scenarios: what they bought, and what a good answer is.\n"
    "2. Open a release here: the models you put forward, and the shoppers they face.\n"
    "3. Send its address to the reviewers. When they are done, an approver signs."
)
FOR_OTHERS = (
    "A release puts models forward for the shoppers that you describe. Once a proposer opens one, "
    "it waits for you here. Until then you can describe shoppers."
)


def first_steps(person: Person) -> None:
    """Three steps for who opens releases; for everybody else what to do until one is there."""
    st.write("No release yet.")
    st.write(FOR_PROPOSERS if person.proposer else FOR_OTHERS)
    st.page_link("views/scenarios.py", label="Go to the scenarios")
