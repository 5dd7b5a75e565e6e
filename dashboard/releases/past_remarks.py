"""What people remarked on what the shop shows today, when it was reviewed."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from dashboard.releases.change_sheets import PastRemark
from dashboard.releases.choices import Deed, Opinion
from dashboard.releases.frozen import FrozenScenario
from dashboard.releases.model import closed_reviews
from dashboard.releases.said import (
    Judgement,
    Remark,
    Verdict,
    judgements_in_force,
    verdicts_in_force,
)
from dashboard.releases.signed import Closing
from dashboard.releases.today import Today

Remarks = Mapping[str, list[PastRemark]]
CRITICAL = (Opinion.NEVER, Opinion.DOUBTFUL)


def past_remarks(
    session: Session, stood: Today, scenarios: Iterable[FrozenScenario], until: int
) -> Remarks:
    """By scenario of then: critical judgements given before the entry `until`, and what the last
    GO heard.

    Judgements that counted in no closed review, or were given in one that is still open, are
    left out: they are not told yet.
    Of its review that is every comment on the slate that stands, and every thread left open.
    """
    found: dict[str, list[PastRemark]] = defaultdict(list)
    if stood.go:
        for scenario, remark in (*_comments(session, stood), *_threads(session, stood)):
            found[scenario].append(remark)
    judged = _judged(session, {each.situation for each in scenarios}, until)
    for each in scenarios:
        found[each.scenario_id] += judged[each.situation]
    return found


def _comments(session: Session, stood: Today) -> list[tuple[str, PastRemark]]:
    verdicts = session.scalars(
        select(Verdict).where(
            Verdict.revision_id == stood.revision.id, Verdict.candidate_id == stood.candidate
        )
    )
    return [
        (
            each.scenario_id,
            PastRemark(
                person=each.person_id,
                who=each.person_name,
                value=str(each.value),
                reasons=(),
                text=each.comment,
                product=None,
                of_slate=True,
                at=each.at,
                entry=each.entry,
            ),
        )
        for each in verdicts_in_force(verdicts)
        if each.comment
    ]


def _judged(
    session: Session, situations: Iterable[str], until: int
) -> Mapping[str, list[PastRemark]]:
    """By situation."""
    judgements = session.scalars(
        select(Judgement)
        .where(
            Judgement.situation.in_(situations),
            Judgement.entry < until,
            Judgement.revision_id.in_(closed_reviews()),
            _counted_when_closed(),
        )
        .order_by(Judgement.id)
    )
    found: dict[str, list[PastRemark]] = defaultdict(list)
    for each in judgements_in_force(judgements):
        if each.value in CRITICAL:
            found[each.situation].append(
                PastRemark(
                    person=each.person_id,
                    who=each.person_name,
                    value=str(each.value),
                    reasons=tuple(each.reasons),
                    text=each.comment,
                    product=each.product_id,
                    of_slate=False,
                    at=each.at,
                    entry=each.entry,
                )
            )
    return found


def _counted_when_closed() -> ColumnElement[bool]:
    """Whether a judgement stood in a review of its situation when that was closed."""
    return (
        select(Closing.revision_id)
        .join(FrozenScenario, FrozenScenario.revision_id == Closing.revision_id)
        .where(FrozenScenario.situation == Judgement.situation, Closing.entry >= Judgement.entry)
        .exists()
    )


def _threads(session: Session, stood: Today) -> list[tuple[str, PastRemark]]:
    remarks = session.scalars(
        select(Remark).where(Remark.revision_id == stood.revision.id).order_by(Remark.id)
    ).all()
    resolved: dict[int, bool] = {}
    for each in remarks:
        if each.thread and each.deed is not Deed.SAID:
            resolved[each.thread] = each.deed is Deed.RESOLVED
    return [
        (
            each.scenario_id,
            PastRemark(
                person=each.person_id,
                who=each.person_name,
                value="",
                reasons=(),
                text=each.text,
                product=each.product_id,
                of_slate=each.product_id is None and each.candidate_id is not None,
                at=each.at,
                entry=each.entry,
            ),
        )
        for each in remarks
        if each.thread is None and not resolved.get(each.id) and _of(stood, each)
    ]


def _of(stood: Today, remark: Remark) -> bool:
    """Of a slate that nobody sees, only what was said of its products matters still."""
    return bool(remark.product_id) or remark.candidate_id in (None, stood.candidate)
