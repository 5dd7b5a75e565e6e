"""What the review of a release adds up to, with the pictures behind every figure."""

import streamlit as st

from dashboard import people, resources
from dashboard.components.figures.figures import figures
from dashboard.components.notice import refuse
from dashboard.releases import queries
from dashboard.releases.facts import Fact

person = people.here()
name = st.query_params.get("release")
try:
    name = name or queries.next_decision(resources.sessions(), person)
    if name:
        queries.release_page(resources.sessions(), name, person)
        figures(name)
    else:
        st.title("Nothing to add up", anchor=False)
        st.write("When a release is reviewed, what people said comes together here.")
        st.page_link("views/releases.py", label="See all releases")
except Fact as fact:
    refuse(str(fact))
    st.page_link("views/releases.py", label="See all releases")
