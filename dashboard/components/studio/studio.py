"""The studio of one scenario, drawn in the browser; all its work goes through our addresses."""

from dashboard.components.frontend import frontend, heard
from dashboard.releases.person import Person


def studio(person: Person, scenario: str, start: str | None, template: str | None) -> str | None:
    """`scenario`: an id, or `new`; `start`: the one to copy.

    Why the page is to be left: it was `asked`, or the scenario is `missing` and nothing unsaved
    of it is kept in the browser.
    """
    answer = frontend("studio", "slate", "writing")(
        data={
            "scenario": scenario,
            "from": start,
            "template": template,
            "person": person.id,
            "may_edit": bool(person.roles),
        },
        key="studio",
        on_left_change=heard,
    )
    return answer.left
