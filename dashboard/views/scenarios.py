"""The scenarios: all of them, one with its slates, and the builder."""

import streamlit as st

from dashboard import people, resources
from dashboard.components.building import build, forget_drafts
from dashboard.components.notice import refuse, warn
from dashboard.components.suite.suite import suite
from recommender.refusal import Refusal

person = people.here()
try:
    found = resources.suite()
except Refusal as refusal:
    refuse(str(refusal))
    st.stop()

chosen = st.query_params.get("scenario")
if chosen == "new":
    build(person, None)
elif chosen in resources.scenarios():
    build(person, resources.scenarios()[chosen])
else:
    forget_drafts()
    left, right = st.columns([4, 1], vertical_alignment="bottom")
    left.title("Scenarios", anchor=False)
    if chosen:
        warn(f"There is no scenario {chosen}; here are all there are.")
    if right.button("New scenario", type="primary", width="stretch"):
        st.query_params["scenario"] = "new"
        st.rerun()
    for trouble in found.troubles:
        warn(trouble)
    scenarios = sorted(found.scenarios, key=lambda each: each.title)
    if not scenarios:
        st.write(
            "No scenario yet. A scenario is a shopper you describe, and what a good answer is."
        )
    bought = (each for scenario in scenarios for each in scenario.situation.product_ids[:4])
    opened = suite(scenarios, resources.shown(bought)) if scenarios else None
    if opened:
        st.query_params["scenario"] = opened
        st.rerun()
