"""Where people differ about one release; the component asks for everything itself."""

from dashboard.components.frontend import frontend
from dashboard.releases.person import Person


def disagreements(release: str, person: Person) -> None:
    frontend("disagreements")(
        data={"release": release, "person": person.id}, key=f"disagreements-{release}"
    )
