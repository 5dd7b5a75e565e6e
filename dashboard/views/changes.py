"""What shoppers would see that they do not see today, and what they would miss."""

from dashboard import people
from dashboard.components.changes.changes import changes
from dashboard.components.release_page import about_release
from dashboard.releases import queries

about_release(
    people.here(),
    queries.next_decision,
    changes,
    title="Changes",
    then="When a release is opened, you see here what it would change for shoppers.",
)
