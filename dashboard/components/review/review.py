"""The review of one release, shopper after shopper."""

from dashboard.components.frontend import frontend
from dashboard.releases.person import Person


def review(release: str, person: Person, scenario: str | None, talk: bool) -> None:
    """`talk`: with what is said about the scenario open.

    Answers go to our own addresses, so nothing comes back to the script.
    """
    frontend("review", "slate", "talk")(
        data={"release": release, "scenario": scenario, "talk": talk, "person": person.id},
        key=f"review-{release}",
    )
