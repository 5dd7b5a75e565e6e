"""Whom the suite stands for, and whom nobody speaks for yet."""

import streamlit as st

from dashboard import people

people.here()
st.title("Coverage", anchor=False)
