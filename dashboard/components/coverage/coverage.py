"""Whom the suite stands for, on one page; the component asks for everything itself."""

from dashboard.components.frontend import frontend
from dashboard.releases.person import Person


def coverage(person: Person) -> None:
    data = {"writes": bool(person.roles), "person": person.id}
    frontend("coverage")(data=data, key="coverage")
