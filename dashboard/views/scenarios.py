"""The scenarios: all of them, or the studio of one."""

import streamlit as st

from dashboard import people, resources
from dashboard.components.notice import refuse, warn
from dashboard.components.studio.studio import studio
from dashboard.components.suite.suite import suite
from recommender.refusal import Refusal
from recommender.scenario.ownership import ForeignSuite
from recommender.scenario.scenario import ID


def missed(scenario_id: str) -> str:
    """Why the suite is shown and not the scenario that was asked for."""
    file = resources.settings().scenarios / f"{scenario_id}.yaml"
    if ID.fullmatch(scenario_id) and file.exists():
        return f"The scenario {scenario_id} cannot be read; its card says why."
    return f"There is no scenario {scenario_id}; here are all there are."


person = people.here()
try:
    known = resources.scenarios()
except Refusal as refusal:
    refuse(str(refusal))
    st.stop()

asked = st.query_params
chosen = asked.get("scenario", "")
if ID.fullmatch(chosen):
    left = studio(person, chosen, asked.get("from"), asked.get("template"))
    if left:
        asked.from_dict({"missing": chosen} if left == "missing" else {})
        st.rerun()
else:
    try:
        resources.scenario_folder()
    except ForeignSuite as foreign:
        warn(str(foreign))
    missing = chosen or asked.get("missing")
    notice = missed(missing) if missing and missing not in known else ""
    opened = suite(person, resources.settings().scenarios, notice)
    if opened:
        asked.from_dict(opened)
        st.rerun()
