"""All scenarios as cards, fetched page by page by the component itself."""

from pathlib import Path

from dashboard.components.frontend import frontend, heard
from dashboard.releases.person import Person
from dashboard.scenarios.customs import left_out


def suite(person: Person, folder: Path, notice: str = "") -> dict[str, str] | None:
    """What the address asks for after a click, such as {"scenario": "the-new-camper"}."""
    writes = bool(person.roles)
    answer = frontend("suite")(
        data={
            "writes": writes,
            "person": person.id,
            "notice": notice,
            "left_out": left_out(folder) if writes else "",
        },
        key="suite",
        on_opened_change=heard,
    )
    return answer.opened
