"""What customers would see that they do not see today, and what they would miss."""

import streamlit as st

from dashboard import people, resources
from dashboard.components.changes.changes import changes
from dashboard.components.notice import refuse
from dashboard.releases import queries
from dashboard.releases.facts import Fact

person, sessions = people.here(), resources.sessions()
name = st.query_params.get("release")
try:
    name = name or queries.next_review(sessions, person) or queries.next_decision(sessions, person)
    if name:
        queries.release_page(sessions, name, person)
        changes(name)
    else:
        st.title("Nothing to compare", anchor=False)
        st.write("When a release is opened, you see here what it would change for customers.")
        st.page_link("views/releases.py", label="See all releases")
except Fact as fact:
    refuse(str(fact))
    st.page_link("views/releases.py", label="See all releases")
