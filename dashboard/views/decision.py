"""One page of evidence, what still stands in the way, one signature."""

import streamlit as st

from dashboard import people, resources
from dashboard.components.decision.decision import evidence_table
from dashboard.components.decision.signing import cancelling, closing, signing
from dashboard.components.decision.standing import headline, obstacles, signatures, ways
from dashboard.components.decision.table import table
from dashboard.components.notice import refuse
from dashboard.components.release_page import chosen_release, see_all
from dashboard.releases import queries, strips
from dashboard.releases.disagreements import counted_cases
from dashboard.releases.facts import Fact

# Pixels; it stands below the evidence where the page is too narrow for both.
PANEL = 380

person = people.here()
sessions = resources.sessions()
try:
    name = chosen_release(person, queries.next_decision)
    if name is None:
        st.title("Decision", anchor=False)
        st.write("When a release is opened, its evidence comes together here.")
        see_all()
        st.stop()
    decision = queries.decision_page(sessions, name, person)
    cases = counted_cases(sessions, name, person)
    pictures = strips.shopper_strips(sessions, name, person)
except Fact as fact:
    refuse(str(fact))
    see_all()
    st.stop()

headline(decision)
abreast = st.container(horizontal=True, gap="large")
with abreast:
    opened = evidence_table(table(decision, pictures, person))
with abreast.container(width=PANEL):
    signatures(decision)
    obstacles(decision)
    ways(decision, cases)
    closing(decision, person)
    signing(decision, person)
    cancelling(decision, person)
if opened:
    st.switch_page("views/review.py", query_params={"release": name, "scenario": opened})
