"""A quiet line on Releases for as long as the shop is being made ready behind the pages."""

import streamlit as st

from dashboard.preparation import preparation

SECONDS = 3


def show_preparation() -> None:
    """Nothing once all is there."""
    if preparation().sentence():
        _line()


@st.fragment(run_every=SECONDS)
def _line() -> None:
    said = preparation().sentence()
    if not said:
        st.rerun()
    st.caption(said)
