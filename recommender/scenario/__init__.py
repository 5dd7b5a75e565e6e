"""Scenarios: the shoppers that every candidate is tried on, and the files that hold them."""

from recommender.scenario.folder import (
    ScenarioFiles,
    ScenarioUnreadable,
    Suite,
    load_scenario,
    load_scenarios,
)
from recommender.scenario.saving import (
    ScenarioNotSaved,
    render_scenario,
    save_scenario,
    scenario_path,
)
from recommender.scenario.scenario import Scenario

__all__ = [
    "Scenario",
    "ScenarioFiles",
    "ScenarioNotSaved",
    "ScenarioUnreadable",
    "Suite",
    "load_scenario",
    "load_scenarios",
    "render_scenario",
    "save_scenario",
    "scenario_path",
]
