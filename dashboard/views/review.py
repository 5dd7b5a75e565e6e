"""One shopper at a time: the slates of all candidates, a verdict a column."""

import streamlit as st

from dashboard import people, resources
from dashboard.components.notice import refuse
from dashboard.components.review.review import review
from dashboard.releases import queries
from dashboard.releases.facts import Fact

person = people.here()
name = st.query_params.get("release")
try:
    if not name:
        name = queries.next_review(resources.sessions(), person)
    if name:
        queries.release_page(resources.sessions(), name, person)
        review(name, person, st.query_params.get("scenario"))
    else:
        st.title("Nothing to review", anchor=False)
        st.write("When a release is opened, its shoppers wait for you here.")
        st.page_link("views/releases.py", label="See all releases")
except Fact as fact:
    refuse(str(fact))
    st.page_link("views/releases.py", label="See all releases")
