"""Streamlit's entry: page config, who is here, the list of pages."""

from pathlib import Path

import streamlit as st

from dashboard import people
from dashboard.pages import PAGES

st.set_page_config(page_title="Vitrine", layout="wide")

first, *_ = PAGES
person = people.present()
if person is None:
    door = [
        st.Page("views/sign_in.py", title="Vitrine", url_path=path, default=path == first)
        for path in PAGES
    ]
    st.navigation(door, position="hidden").run()
else:
    st.logo(Path(__file__).parent.parent / "assets" / "logo.svg", size="small")
    pages = [
        st.Page(f"views/{path}.py", title=title, url_path=path, default=path == first)
        for path, title in PAGES.items()
    ]
    leave = st.Page("views/sign_out.py", title="Sign out", icon=":material/logout:")
    st.navigation({"": pages, person.name: [leave]}, position="top").run()
