"""The way out."""

import streamlit as st

from dashboard import people

people.leave()
st.switch_page("views/releases.py")
