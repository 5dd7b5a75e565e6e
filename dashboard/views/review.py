"""One shopper at a time: the slates of all candidates, what suits and what may be shown."""

import streamlit as st

from dashboard import people
from dashboard.components.release_page import about_release
from dashboard.components.review.review import review
from dashboard.releases import queries

person = people.here()
about_release(
    person,
    queries.next_review,
    lambda name: review(name, person, st.query_params.get("scenario"), "talk" in st.query_params),
    title="Review",
    then="When a release is opened, its shoppers wait for you here.",
)
