"""Streamlit's entry: page config, who is here, the list of pages."""

from pathlib import Path

import streamlit as st

from dashboard import people

st.set_page_config(page_title="Vitrine", layout="wide")

person = people.present()
if person is None:
    st.navigation([st.Page("views/sign_in.py", title="Vitrine")], position="hidden").run()
else:
    st.logo(Path(__file__).parent.parent / "assets" / "logo.svg", size="small")
    st.navigation(
        {
            "": [
                st.Page("views/releases.py", title="Releases", url_path="releases", default=True),
                st.Page("views/review.py", title="Review", url_path="review"),
                st.Page("views/changes.py", title="Changes", url_path="changes"),
                st.Page("views/disagreements.py", title="Disagreements", url_path="disagreements"),
                st.Page("views/figures.py", title="Figures", url_path="figures"),
                st.Page("views/decision.py", title="Decision", url_path="decision"),
                st.Page("views/scenarios.py", title="Scenarios", url_path="scenarios"),
                st.Page("views/coverage.py", title="Coverage", url_path="coverage"),
            ],
            person.name: [st.Page("views/sign_out.py", title="Sign out", icon=":material/logout:")],
        },
        position="top",
    ).run()
