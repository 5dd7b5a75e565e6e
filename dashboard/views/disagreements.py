"""Where people differ about a release, and how each case is settled."""

import streamlit as st

from dashboard import people, resources
from dashboard.components.disagreements.disagreements import disagreements
from dashboard.components.notice import refuse
from dashboard.releases import queries
from dashboard.releases.facts import Fact

person = people.here()
name = st.query_params.get("release")
try:
    name = name or queries.next_decision(resources.sessions(), person)
    if name:
        queries.release_page(resources.sessions(), name, person)
        st.query_params["release"] = name
        disagreements(name, person)
    else:
        st.title("Nothing to compare", anchor=False)
        st.write("When people have reviewed a release, this page shows where they differ.")
        st.page_link("views/releases.py", label="See all releases")
except Fact as fact:
    refuse(str(fact))
    st.page_link("views/releases.py", label="See all releases")
