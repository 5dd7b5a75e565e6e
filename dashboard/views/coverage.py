"""Whom the suite stands for, whom nobody speaks for yet, and what to add next."""

import streamlit as st

from dashboard import people
from dashboard.components.coverage.coverage import coverage

person = people.here()
st.title("Coverage", anchor=False)
coverage(person)
