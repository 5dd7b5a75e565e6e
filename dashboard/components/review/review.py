"""The review of one release, shopper after shopper."""

from dashboard.components.frontend import frontend
from dashboard.releases.person import Person


def review(release: str, person: Person, scenario: str | None) -> None:
    """Answers go to our own addresses, so nothing comes back to the script."""
    frontend("review", "slate", "talk")(
        data={"release": release, "scenario": scenario, "person": person.id},
        key=f"review-{release}",
    )
