"""All scenarios as cards, fetched page by page by the component itself."""

from dashboard.components.frontend import frontend, heard
from dashboard.releases.person import Person


def suite(person: Person, notice: str = "") -> dict[str, str] | None:
    """What the address asks for after a click, such as {"scenario": "the-new-camper"}."""
    answer = frontend("suite")(
        data={"writes": bool(person.roles), "person": person.id, "notice": notice},
        key="suite",
        on_opened_change=heard,
    )
    return answer.opened
