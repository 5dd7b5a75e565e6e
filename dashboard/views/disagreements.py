"""Where people differ about a release, and how each case is settled."""

from dashboard import people
from dashboard.components.disagreements.disagreements import disagreements
from dashboard.components.release_page import about_release
from dashboard.releases import queries

person = people.here()
about_release(
    person,
    queries.next_decision,
    lambda name: disagreements(name, person),
    title="Disagreements",
    then="When people have reviewed a release, this page shows where they differ.",
)
