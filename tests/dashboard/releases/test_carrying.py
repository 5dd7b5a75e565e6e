"""What was said of unchanged evidence is said of it in the next revision too."""

from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any

import pytest
from sqlalchemy import Engine, event, select

from dashboard.releases.answering import give_verdict, judge, prefer
from dashboard.releases.choices import Answer, Decision, Opinion
from dashboard.releases.database import Sessions, disconnect, reading, sessions
from dashboard.releases.model import Release, Revision
from dashboard.releases.person import Person
from dashboard.releases.reviewing import review_sheet
from dashboard.releases.said import Preference, Verdict
from dashboard.releases.services import (
    cancel_release,
    close_review,
    open_release,
    revise_release,
)
from tests.small_release import (
    BRAND,
    NAME,
    PROPOSER,
    REVIEWER,
    SECOND_REVIEWER,
    SLATES,
    judge_all,
    sign,
    small_record,
)

ROLES = ["brand-manager reviewer", "head-of-brand approver:brand", "merchandiser reviewer"]
NEXT = "summer"
Said = dict[tuple[str, str, str], str]


@pytest.fixture
def light(sqlite_address: str) -> Iterator[Sessions]:
    """A fresh record on SQLite alone, for rules that are no matter of the database."""
    made = sessions(sqlite_address)
    yield made
    disconnect(made)


def changed(change: Callable[[dict], None] = lambda record: None, roles: list = ROLES) -> dict:
    """The small release's record, its reviewers named, after `change`."""
    record = small_record()
    record["settings"]["roles"] = roles
    change(record)
    return record


def slate(record: dict, scenario: str, candidate: str) -> dict:
    return next(
        each
        for each in record["evidence"]
        if (each["scenario"], each["candidate"]) == (scenario, candidate)
    )


def show(record: dict, scenario: str, candidate: str, products: list[str]) -> None:
    slate(record, scenario, candidate)["slate"] = [
        {"rank": rank, "product_id": each, "score": 1.0, "reason": ""}
        for rank, each in enumerate(products, start=1)
    ]


def opened(record: Sessions, name: str = NAME, **options: Any) -> None:
    open_release(record, PROPOSER, name, changed(**options), title=name.title())


def verdicts(record: Sessions, name: str = NEXT) -> Said:
    """What stands in the record for a release's current revision."""
    with reading(record) as session:
        found = session.scalars(select(Release).where(Release.name == name)).one().current
        return {
            (each.scenario_id, each.candidate_id, each.person_id): str(each.value)
            for each in found.verdicts_in_force
        }


def preferences(record: Sessions, name: str = NEXT) -> dict[tuple[str, str], list[str]]:
    with reading(record) as session:
        rows = session.scalars(
            select(Preference)
            .join(Revision, Revision.id == Preference.revision_id)
            .join(Release, Release.id == Revision.release_id)
            .where(Release.name == name, Revision.number == Release.revision)
        )
        return {(each.scenario_id, each.person_id): each.best for each in rows}


def say(record: Sessions, scenario: str, candidate: str, value: Answer, **options: Any) -> None:
    give = {"person": REVIEWER, "name": NAME, "revision": 1, "comment": "", "expected_version": 0}
    give |= options
    give_verdict(
        record,
        give["person"],
        give["name"],
        give["revision"],
        scenario,
        candidate,
        value,
        give["comment"],
        give["expected_version"],
    )


def test_a_verdict_is_carried_where_the_same_is_seen_and_tells_where_it_comes_from(record):
    opened(record)
    say(record, "regular", "als", Answer.RESERVATIONS, comment="Two stoves.")
    opened(record, NEXT)
    assert verdicts(record) == {("regular", "als", "merchandiser"): "show with reservations"}
    with reading(record) as session:
        first, second = session.scalars(select(Verdict).order_by(Verdict.id)).all()
    assert (second.carried_from, second.version, second.comment) == (first.id, 1, "Two stoves.")
    assert second.person_name == "Merchandiser"
    assert second.at > first.at


def test_only_slates_that_changed_are_asked_again(light):
    opened(light)
    judge_all(light)
    opened(light, NEXT, change=lambda to: show(to, "regular", "als", ["0012", "0056"]))
    kept = [each for each in SLATES if each != ("regular", "als")]
    assert verdicts(light) == {(*each, "merchandiser"): "show" for each in kept}


def test_what_was_carried_is_carried_on_from_where_it_was_said(light):
    opened(light)
    say(light, "regular", "als", Answer.SHOW)
    opened(light, NEXT)
    opened(light, "autumn")
    with reading(light) as session:
        stored = session.scalars(select(Verdict).order_by(Verdict.id)).all()
    assert [each.carried_from for each in stored] == [None, stored[0].id, stored[0].id]


def test_the_latest_that_a_person_said_counts_wherever_they_said_it(record):
    opened(record)
    say(record, "regular", "als", Answer.SHOW)
    opened(record, NEXT)
    say(record, "regular", "als", Answer.DO_NOT_SHOW, expected_version=1)
    opened(record, "autumn")
    assert verdicts(record, "autumn") == {("regular", "als", "merchandiser"): "do not show"}


def test_what_was_taken_back_is_not_carried(light):
    opened(light)
    say(light, "regular", "als", Answer.SHOW)
    opened(light, NEXT)
    say(light, "regular", "als", Answer.NONE, name=NEXT, expected_version=1)
    opened(light, "autumn")
    assert verdicts(light, "autumn") == {}


def test_a_verdict_holds_for_the_slate_whoever_answers_it(light):
    opened(light)
    say(light, "regular", "als", Answer.SHOW)

    def swap(to: dict) -> None:
        show(to, "regular", "als", ["0034", "0056"])
        show(to, "regular", "best-sellers", ["0056", "0012"])

    opened(light, NEXT, change=swap)
    assert verdicts(light) == {("regular", "best-sellers", "merchandiser"): "show"}


def test_two_columns_that_show_the_same_both_keep_the_answer(light):
    opened(light)
    say(light, "regular", "als", Answer.SHOW)
    opened(light, NEXT, change=lambda to: show(to, "regular", "best-sellers", ["0056", "0012"]))
    both = {("regular", each, "merchandiser"): "show" for each in ("als", "best-sellers")}
    assert verdicts(light) == both


def test_each_person_keeps_their_own_answer(record):
    opened(record)
    say(record, "regular", "als", Answer.SHOW)
    say(record, "regular", "als", Answer.DO_NOT_SHOW, person=SECOND_REVIEWER)
    opened(record, NEXT)
    assert verdicts(record) == {
        ("regular", "als", "merchandiser"): "show",
        ("regular", "als", "brand-manager"): "do not show",
    }


def test_who_reviews_no_longer_has_nothing_carried_until_they_do_again(light):
    opened(light)
    judge_all(light)
    prefer(light, REVIEWER, NAME, 1, "regular", ["als"])
    opened(light, NEXT, roles=["merchandiser proposer", "brand-manager reviewer"])
    assert verdicts(light) == {}
    assert preferences(light) == {}
    opened(light, "autumn")
    assert len(verdicts(light, "autumn")) == 4
    assert preferences(light, "autumn") == {("regular", "merchandiser"): ["als"]}


def test_a_revision_of_the_same_release_carries_as_well(light):
    opened(light)
    judge_all(light)
    prefer(light, REVIEWER, NAME, 1, "new-camper", ["best-sellers"])
    now = changed(lambda to: show(to, "regular", "als", ["0012"]))
    revise_release(light, PROPOSER, NAME, now)
    assert len(verdicts(light, NAME)) == 3
    assert preferences(light, NAME) == {("new-camper", "merchandiser"): ["best-sellers"]}


@pytest.mark.parametrize("end", ["NO-GO", "cancelled"])
def test_a_release_that_came_to_nothing_still_spares_its_reviewers(light, end):
    opened(light)
    judge_all(light)
    if end == "cancelled":
        cancel_release(light, PROPOSER, NAME)
    else:
        close_review(light, BRAND, NAME)
        sign(light, BRAND, Decision.NO_GO)
    opened(light, NEXT)
    assert len(verdicts(light)) == 4


def test_a_preference_is_carried_by_what_was_preferred(record):
    opened(record)
    prefer(record, REVIEWER, NAME, 1, "regular", ["als"])
    prefer(record, SECOND_REVIEWER, NAME, 1, "regular", ["als", "best-sellers"])

    def swap(to: dict) -> None:
        show(to, "regular", "als", ["0034", "0056"])
        show(to, "regular", "best-sellers", ["0056", "0012"])

    opened(record, NEXT, change=swap)
    assert preferences(record) == {
        ("regular", "merchandiser"): ["best-sellers"],
        ("regular", "brand-manager"): ["als", "best-sellers"],
    }
    with reading(record) as session:
        stored = session.scalars(select(Preference).order_by(Preference.id)).all()
    assert sorted(each.carried_from for each in stored[2:]) == [stored[0].id, stored[1].id]


def test_a_preference_is_asked_again_once_one_of_the_slates_is_another(light):
    opened(light)
    prefer(light, REVIEWER, NAME, 1, "regular", ["als"])
    opened(light, NEXT, change=lambda to: show(to, "regular", "best-sellers", ["0012"]))
    assert preferences(light) == {}


def test_a_preference_is_asked_again_where_a_column_is_added_or_gone(light):
    opened(light)
    prefer(light, REVIEWER, NAME, 1, "regular", ["als"])

    def alone(to: dict) -> None:
        to["candidates"] = to["candidates"][:1]
        to["evidence"] = [each for each in to["evidence"] if each["candidate"] == "als"]
        to["incumbent"] = None

    def third(to: dict) -> None:
        to["candidates"].append({**deepcopy(to["candidates"][0]), "id": "bm25"})
        to["evidence"] += [
            {**deepcopy(slate(to, each, "als")), "candidate": "bm25"}
            for each in ("new-camper", "regular")
        ]
        show(to, "regular", "bm25", ["0012"])

    opened(light, NEXT, change=alone)
    opened(light, "autumn", change=third)
    assert (preferences(light), preferences(light, "autumn")) == ({}, {})


def test_a_preference_taken_back_is_not_carried(light):
    opened(light)
    prefer(light, REVIEWER, NAME, 1, "regular", ["als"])
    prefer(light, REVIEWER, NAME, 1, "regular", [], expected_version=1)
    opened(light, NEXT)
    assert preferences(light) == {}


@pytest.mark.parametrize("part", ["title", "story", "tags", "owner"])
def test_what_a_reviewer_does_not_judge_by_asks_nothing_again(light, part):
    opened(light)
    judge_all(light)
    opened(light, NEXT, change=lambda to: to["scenarios"][1].update({part: "Another"}))
    assert len(verdicts(light)) == 4


def test_another_price_asks_nothing_again_and_another_picture_asks(light):
    opened(light)
    judge_all(light)
    opened(light, NEXT, change=lambda to: to["products"]["0012"].update(price="61.00"))
    opened(light, "autumn", change=lambda to: to["products"]["0012"].update(picture="f" * 64))
    shown = {each[:2] for each in verdicts(light, "autumn")}
    assert len(verdicts(light)) == 4
    assert shown == {("new-camper", "best-sellers"), ("regular", "best-sellers")}


def test_another_quantity_bought_asks_the_whole_scenario_again(light):
    opened(light)
    judge_all(light)
    opened(light, NEXT, change=lambda to: to["scenarios"][0]["bought"][0].update(quantity=2))
    assert {each[0] for each in verdicts(light)} == {"regular"}


def test_a_reviewer_is_told_where_each_answer_was_given(record):
    opened(record)
    say(record, "regular", "als", Answer.SHOW)
    prefer(record, REVIEWER, NAME, 1, "regular", ["als"])
    judge(record, REVIEWER, NAME, 1, "regular", "0056", Opinion.SUITS)
    opened(record, NEXT)
    say(record, "new-camper", "als", Answer.SHOW, name=NEXT)
    judge(record, REVIEWER, NEXT, 1, "regular", "0012", Opinion.SUITS)
    sheet = review_sheet(record, NEXT, REVIEWER)
    told = {(each.scenario, each.candidate): each.origin for each in sheet.verdicts}
    assert told["new-camper", "als"] is None
    origins = [
        told["regular", "als"],
        sheet.preferences[0].origin,
        {each.product: each for each in sheet.judgements}["0056"].origin,
    ]
    assert [each.title for each in origins] == ["Spring"] * 3
    with reading(record) as session:
        said_at = session.scalar(select(Verdict.at).where(Verdict.carried_from.is_(None)))
    assert origins[0].on == said_at.date()
    assert {each.product: each for each in sheet.judgements}["0012"].origin is None


def test_a_carried_answer_can_be_changed(light):
    opened(light)
    say(light, "regular", "als", Answer.SHOW)
    opened(light, NEXT)
    say(light, "regular", "als", Answer.DO_NOT_SHOW, name=NEXT, expected_version=1)
    sheet = review_sheet(light, NEXT, REVIEWER)
    assert [(each.value, each.version, each.origin) for each in sheet.verdicts] == [
        (Answer.DO_NOT_SHOW, 2, None)
    ]


def statements(record: Sessions, work: Callable[[], None]) -> int:
    """How many statements a piece of work sends, those that change many rows once."""
    sent: list[str] = []
    engine: Engine = record.kw["bind"]

    def listen(_connection, _cursor, statement, *_rest) -> None:
        sent.append(statement)

    event.listen(engine, "before_cursor_execute", listen)
    work()
    event.remove(engine, "before_cursor_execute", listen)
    return len(sent)


def test_carrying_takes_as_many_statements_for_many_answers_as_for_one(record):
    opened(record)
    say(record, "regular", "als", Answer.SHOW)
    prefer(record, REVIEWER, NAME, 1, "regular", ["als"])
    few = statements(record, lambda: opened(record, NEXT))
    people = [Person(f"r{each}", f"R{each}", roles=frozenset({"reviewer"})) for each in range(3)]
    for person in people:
        for scenario, candidate in SLATES:
            say(record, scenario, candidate, Answer.SHOW, person=person)
        prefer(record, person, NAME, 1, "regular", ["als"])
    roles = [*ROLES, *(f"{each.id} reviewer" for each in people)]
    many = statements(record, lambda: opened(record, "autumn", roles=roles))
    assert len(verdicts(record, "autumn")) == 3 * 4 + 1
    assert many == few
