"""The scenarios: all of them, or the studio of one."""

import streamlit as st

from dashboard import people, resources
from dashboard.components.notice import refuse
from dashboard.components.studio.studio import studio
from dashboard.components.suite.suite import suite
from recommender.refusal import Refusal

person = people.here()
try:
    known = resources.scenarios()
except Refusal as refusal:
    refuse(str(refusal))
    st.stop()

asked = st.query_params
chosen = asked.get("scenario")
if chosen == "new" or chosen in known:
    if studio(person, chosen, asked.get("from"), asked.get("template")):
        asked.clear()
        st.rerun()
else:
    notice = f"There is no scenario {chosen}; here are all there are." if chosen else ""
    opened = suite(person, notice)
    if opened:
        asked.from_dict(opened)
        st.rerun()
