"""What the history says of a change where the person said nothing."""

from collections.abc import Sequence
from textwrap import shorten

from dashboard.scenarios.content import Read
from recommender.scenario import Scenario
from recommender.scenario.changes import Change, changes

LONGEST_SUBJECT = 100


def of_saving(before: Sequence[Read], after: Sequence[Scenario]) -> str:
    """`before` and `after` belong together in order."""
    if len(after) == 1:
        return _of_one(before[0].scenario, after[0])
    return f"Save {len(after)} scenarios"


def said(message: str, otherwise: str) -> str:
    """The person's own words where there are any; git takes no NUL, and no blank message."""
    return message.replace("\0", " ").strip() or otherwise


def counted(scenarios: Sequence[Scenario]) -> str:
    return scenarios[0].title if len(scenarios) == 1 else f"{len(scenarios)} scenarios"


def _of_one(before: Scenario | None, after: Scenario) -> str:
    if before is None:
        return f"Add the scenario {after.title}"
    told = [_line(each) for each in changes(before, after)]
    if not told:
        return f"Change {before.title}"
    rest = f"; and {len(told) - 1} more" if told[1:] else ""
    subject = shorten(told[0] + rest, LONGEST_SUBJECT, placeholder=" …")
    if subject == told[0]:
        return subject
    return "\n".join([subject, "", *(f"- {each}" for each in told)])


def _line(change: Change) -> str:
    products = ", ".join(change.product_ids)
    bought = products and products not in change.text
    return f"{change.text} ({products})" if bought else change.text
