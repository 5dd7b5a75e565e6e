"""What the review of a release adds up to, with the pictures behind every figure."""

from dashboard import people
from dashboard.components.figures.figures import figures
from dashboard.components.release_page import about_release
from dashboard.releases import queries

about_release(
    people.here(),
    queries.next_decision,
    figures,
    title="Figures",
    then="When a release is reviewed, what people said comes together here.",
)
