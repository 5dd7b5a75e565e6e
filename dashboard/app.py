"""Streamlit's entry: page config, who is here, the frame, the list of pages."""

import streamlit as st

from dashboard import people
from dashboard.components.frame.frame import SIGN_OUT, frame
from dashboard.components.notice import refuse
from dashboard.pages import PAGES
from dashboard.releases.facts import DatabaseAway
from recommender.refusal import Refusal

st.set_page_config(layout="wide")

first, *_ = PAGES
try:
    person = people.present()
except DatabaseAway:
    refuse(
        "Vitrine cannot reach its record just now. What was saved is safe; load the page again in "
        "a minute."
    )
    st.stop()
except Refusal as refusal:
    refuse(str(refusal))
    st.stop()
door = person is None
pages = {
    path: st.Page(
        "views/sign_in.py" if door else f"views/{path}.py",
        title="Vitrine" if door else f"{title} · Vitrine",
        url_path=path,
        default=path == first,
    )
    for path, title in PAGES.items()
}
if person is None:
    st.navigation(list(pages.values()), position="hidden").run()
else:
    page = st.navigation(list(pages.values()), position="hidden")
    opened = frame(person, page.url_path or first, people.words(person))
    if opened == SIGN_OUT:
        people.leave()
        st.rerun()
    if opened:
        st.switch_page(pages[opened])
    page.run()
