"""One page of evidence, what still stands in the way, one signature."""

import streamlit as st

from dashboard import people, resources
from dashboard.components.decision.decision import evidence_table
from dashboard.components.decision.steps import closing, cancelling, headline, obstacles, signatures, signing
from dashboard.components.decision.table import table
from dashboard.components.notice import refuse
from dashboard.releases import queries, strips
from dashboard.releases.facts import Fact

person = people.here()
sessions = resources.sessions()
try:
    names = {line.name: line.title for line in queries.releases_for(sessions, person)}
    if not names:
        st.title("Nothing to decide")
        st.write("When a release is opened, its evidence comes together here.")
        st.stop()
    name = st.selectbox("Release", names, format_func=names.get, key="release", bind="query-params", label_visibility="collapsed")
    decision = queries.decision_page(sessions, name, person)
    seen = strips.shopper_strips(sessions, name)
except Fact as fact:
    refuse(str(fact))
    st.page_link("views/releases.py", label="See all releases")
    st.stop()

headline(decision)
signatures(decision)
obstacles(decision)
closing(decision, person)
signing(decision, person)
cancelling(decision, person)
opened = evidence_table(table(decision, seen))
if opened:
    st.switch_page("views/review.py", query_params={"release": name, "scenario": opened})
