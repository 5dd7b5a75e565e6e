"""The figures of a release as a table."""

from collections.abc import Iterator

from dashboard.figures.groups import Roles, groups
from dashboard.figures.preferring import ranking
from dashboard.figures.showing import Showing, showing
from dashboard.figures.suiting import Suiting, judged_slates, suiting
from dashboard.figures.table import NUMBER, TEXT, WHOLE, Table
from dashboard.figures.weighing import gains, slate_verdicts
from dashboard.releases.outcome import Outcome

Row = tuple[str, float, float | None, float | None, int | None, int | None]
"""Name, value, low, high, part, whole."""


def figures(outcome: Outcome, roles: Roles) -> Table:
    """A row for every figure: of all, then by tag, by context, by role and by person.

    `part` of `whole` where it is a share; `low` and `high` at 95 %.
    """
    columns = {
        "release": TEXT,
        "revision": WHOLE,
        "group": TEXT,
        "of": TEXT,
        "candidate": TEXT,
        "candidate_title": TEXT,
        "figure": TEXT,
        "value": NUMBER,
        "low": NUMBER,
        "high": NUMBER,
        "part": WHOLE,
        "whole": WHOLE,
    }
    titles = {each["id"]: each["title"] for each in outcome.candidates}
    named = (outcome.release, outcome.revision)
    rows = [
        (*named, "all", "", candidate, titles[candidate], *row)
        for candidate, row in _of_all(outcome)
    ]
    rows += [
        (*named, group.kind, group.id, candidate, titles[candidate], *row)
        for group in groups(outcome, roles)
        for candidate, found in group.by.items()
        for row in _shares(found)
    ]
    return Table(columns, rows)


def _of_all(outcome: Outcome) -> Iterator[tuple[str, Row]]:
    scenarios = [each.id for each in outcome.scenarios]
    verdicts, known = slate_verdicts(outcome), gains(outcome)
    places = {each.candidate: each for each in ranking(outcome).places}
    for candidate in (each["id"] for each in outcome.candidates):
        shown = showing(verdicts, candidate, scenarios)
        suits = suiting(judged_slates(outcome, known, candidate))
        for row in (*_shares(shown), *_risk(shown), *_means(suits)):
            yield candidate, row
        if candidate in places:
            place = places[candidate]
            yield candidate, ("preferred", place.strength, place.low, place.high, None, None)


def _shares(found: Showing) -> Iterator[Row]:
    """As it is with an interval; the other two as parts of the whole."""
    share = found.share
    if share:
        yield "shown as it is", share.value, share.low, share.high, share.part, share.whole
        reserved, refused = found.reserved, found.refused
        yield "shown with reservations", reserved / share.whole, None, None, reserved, share.whole
        yield "not shown", refused / share.whole, None, None, refused, share.whole


def _risk(found: Showing) -> Iterator[Row]:
    if found.whole:
        yield "not shown, at most", found.most_refused, None, None, found.refused, found.whole


def _means(found: Suiting) -> Iterator[Row]:
    if found.shown:
        share = found.judged / found.shown
        yield "products judged", share, None, None, found.judged, found.shown
    means = {"precision": found.precision, "ndcg": found.ndcg, "bpref": found.bpref}
    for name, mean in means.items():
        if mean:
            yield name, mean.value, mean.low, mean.high, None, mean.count
