"""Cases that people see differently, and how they are settled, on both kinds of database."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import insert

from dashboard.components.decision.table import summary
from dashboard.releases.answering import give_verdict, judge
from dashboard.releases.cases import difference
from dashboard.releases.choices import Answer, Decision, Opinion
from dashboard.releases.database import Sessions, reading, write
from dashboard.releases.disagreements import AT_ONCE, Disagreements, disagreements
from dashboard.releases.facts import (
    AlreadyAnswered,
    AlreadySigned,
    NotAllowed,
    ReasonNeeded,
    StaleReview,
    Unusable,
)
from dashboard.releases.fingerprint import review_digest
from dashboard.releases.others import others
from dashboard.releases.person import Person
from dashboard.releases.queries import decision_page, release_page
from dashboard.releases.receipts import SettlementReceipt
from dashboard.releases.reviewing import current
from dashboard.releases.said import Verdict
from dashboard.releases.services import close_review, open_release
from dashboard.releases.settling import settle
from tests.small_release import (
    BRAND,
    DATA,
    NAME,
    PROPOSER,
    REVIEWER,
    SECOND_REVIEWER,
    SLATES,
    judge_all,
    opened,
    sign,
    small_record,
)

AT = (NAME, 1, "regular")
BOTH = Person("head-of-style", "Head of style", roles=frozenset({"reviewer", "approver:style"}))
SELF = Person("proposer", "Proposer", roles=frozenset({"proposer", "approver:self"}))


def differing(record: Sessions) -> None:
    """Two reviewed all: they differ by all on a slate, by a step on another, and on a product."""
    opened(record)
    judge_all(record)
    said = dict.fromkeys(SLATES, Answer.SHOW)
    said["regular", "als"] = Answer.DO_NOT_SHOW
    said["new-camper", "als"] = Answer.RESERVATIONS
    for slate, value in said.items():
        give_verdict(record, SECOND_REVIEWER, NAME, 1, *slate, value, "Because.")
    judge(record, REVIEWER, *AT, "0034", Opinion.SUITS)
    judge(record, SECOND_REVIEWER, *AT, "0034", Opinion.DOUBTFUL, ["too-similar"], "Owns one.")
    for person in (REVIEWER, SECOND_REVIEWER):
        judge(record, person, *AT, "0056", Opinion.NEVER)


def closed(record: Sessions) -> None:
    differing(record)
    close_review(record, BRAND, NAME)


def settled(record: Sessions, person: Person = BRAND, **changes: object) -> SettlementReceipt:
    """The slate that people differ about most."""
    form = {"value": "show", "reason": "It fits the season.", "candidate": "als"}
    return settle(record, person, *AT, **(form | changes))


def about(found: Disagreements) -> list[tuple[str, str]]:
    return [
        (
            each.scenario,
            *(column.candidate for column in each.columns),
            *filter(None, [each.product]),
        )
        for each in found.cases
    ]


def test_the_most_different_come_first_shopper_by_shopper_with_who_said_what(
    record: Sessions,
) -> None:
    closed(record)
    found = disagreements(record, NAME, BRAND)
    assert about(found) == [("regular", "als"), ("regular", "0034"), ("new-camper", "als")]
    slate, product, _ = found.cases
    assert [(each.who, each.value, each.comment) for each in slate.voices] == [
        ("Merchandiser", "show", ""),
        ("Brand manager", "do not show", "Because."),
    ]
    assert slate.products == ("0056", "0012")
    regular = found.shoppers["regular"]
    assert (regular.title, regular.bought) == ("The regular", ("0012", "0034"))
    assert [(each.value, each.reasons) for each in product.voices] == [
        ("suits", ()),
        ("doubtful", ("too-similar",)),
    ]
    assert set(found.products) == {"0012", "0034", "0056", "0078"}
    assert len(found.verdicts) == 8
    assert len(found.judgements) == 4


def test_columns_that_show_the_same_are_one_case_until_they_are_settled_apart(
    record: Sessions,
) -> None:
    evidence = small_record()["evidence"]
    evidence[3] |= {"slate": evidence[2]["slate"]}
    opened(record, evidence=evidence)
    judge_all(record)
    for candidate in ("als", "best-sellers"):
        give_verdict(record, SECOND_REVIEWER, *AT, candidate, Answer.DO_NOT_SHOW, "Because.")
    close_review(record, BRAND, NAME)
    [case] = disagreements(record, NAME, BRAND).cases
    assert sorted(each.candidate for each in case.columns) == ["als", "best-sellers"]
    assert [each.who for each in case.voices] == ["Merchandiser", "Brand manager"]
    settled(record)
    assert about(disagreements(record, NAME, BRAND)) == [
        ("regular", "best-sellers"),
        ("regular", "als"),
    ]
    settled(record, candidate="best-sellers")
    [case] = disagreements(record, NAME, BRAND).cases
    assert [each.version for each in case.columns] == [1, 1]


def test_the_decision_shows_a_settled_slate_and_counts_it_as_it_was_settled(
    record: Sessions,
) -> None:
    closed(record)
    settled(record, value="do not show")
    page = decision_page(record, NAME, BRAND)
    assert [each.reason for each in page.settled.values()] == ["It fits the season."]
    assert summary(page, "als") == (
        "0 of 2 selections to show, 1 with reservations, 1 not to show; 1 as it was settled"
    )
    assert summary(page, "best-sellers") == "2 of 2 selections to show"
    assert page.warnings["als"][0] == "Taste profile: 1 verdict says do not show."


def test_one_against_many_on_showing_at_all_outweighs_a_step() -> None:
    show, reservations, refuse = Answer.SHOW, Answer.RESERVATIONS, Answer.DO_NOT_SHOW
    assert difference((show, show)) == (0, 0)
    assert difference((show, reservations)) == (1, 1)
    assert difference((show, show, show, refuse)) == (2, 2)
    assert difference((Opinion.SUITS, Opinion.NEVER)) == (2, 4)
    assert difference((*[show] * 9, refuse)) > difference((show, reservations))


def test_many_cases_come_page_by_page_those_settled_last(record: Sessions) -> None:
    copies = small_record()
    names = [f"copy-{number:02}" for number in range(AT_ONCE + 5)]
    copies["scenarios"] += [copies["scenarios"][0] | {"id": each, "as_of": each} for each in names]
    copies["evidence"] += [
        copies["evidence"][place] | {"scenario": each} for each in names for place in (0, 1)
    ]
    opened(record, scenarios=copies["scenarios"], evidence=copies["evidence"])
    write(record, lambda session: session.execute(insert(Verdict), _steps(names)) and None)
    close_review(record, BRAND, NAME)
    settle(record, BRAND, NAME, 1, names[0], "show", "It fits.", candidate="als")
    first, rest = (disagreements(record, NAME, BRAND, start) for start in (0, AT_ONCE))
    assert (first.next, rest.next) == (AT_ONCE, None)
    assert (first.counted.found, first.counted.settled) == (len(names), 1)
    told = [scenario for scenario, _ in (*about(first), *about(rest))]
    assert told == [*names[1:], names[0]]
    assert disagreements(record, NAME, BRAND, 10_000).cases == ()


def _steps(scenarios: list[str]) -> list[dict]:
    """A step between two people, of the first candidate's slate for each scenario."""
    return [
        {
            "revision_id": 1,
            "scenario_id": scenario,
            "candidate_id": "als",
            "person_id": person.id,
            "person_name": person.name,
            "version": 1,
            "value": value,
            "comment": "",
            "at": datetime.now(UTC),
        }
        for scenario in scenarios
        for person, value in ((REVIEWER, Answer.SHOW), (SECOND_REVIEWER, Answer.RESERVATIONS))
    ]


def test_while_it_is_blind_only_what_one_answered_oneself_is_open(record: Sessions) -> None:
    differing(record)
    for person in (BRAND, BOTH, PROPOSER):
        assert disagreements(record, NAME, person).cases == ()
    assert others(record, NAME, "regular", BOTH) is None
    assert others(record, NAME, "regular", BRAND) is None
    for candidate in ("als", "best-sellers"):
        give_verdict(record, BOTH, *AT, candidate, Answer.SHOW)
    found = disagreements(record, NAME, BOTH)
    assert about(found) == [("regular", "als"), ("regular", "0034")]
    assert (found.blind, found.hidden, found.scenarios) == (True, 1, 2)
    assert {on for _, on, _ in found.verdicts} == {"regular/als", "regular/best-sellers"}
    heard = others(record, NAME, "regular", BOTH)
    assert sorted(heard.verdicts) == ["A", "B"]
    assert [each.person_name for each in heard.judgements["0034"]] == [
        "Merchandiser",
        "Brand manager",
    ]
    with pytest.raises(NotAllowed, match="answered this shopper yourself"):
        settle(record, BOTH, NAME, 1, "new-camper", "show", "So.", candidate="als")
    with pytest.raises(NotAllowed, match="once the review is closed"):
        settled(record)
    assert settled(record, BOTH).version == 1


def test_a_case_is_settled_with_a_reason_and_settled_anew(record: Sessions) -> None:
    closed(record)
    first = settled(record)
    assert (first.version, first.who, first.found) == (1, "Head of brand", False)
    assert settled(record).found
    with pytest.raises(AlreadyAnswered, match="Head of brand has settled this") as met:
        settled(record, DATA, value="do not show")
    assert met.value.stored.value == "show"
    settled(record, DATA, value="do not show", expected_version=1)
    [*_, slate] = disagreements(record, NAME, BRAND).cases
    assert (slate.settled.value, slate.settled.version, slate.settled.person_name) == (
        "do not show", 2, "Head of data",
    )  # fmt: skip


def test_what_cannot_be_settled_is_refused(record: Sessions) -> None:
    closed(record)
    with pytest.raises(ReasonNeeded):
        settled(record, reason=" ")
    for person, why in ((REVIEWER, "Only an approver"), (SELF, "Whoever opened")):
        with pytest.raises(NotAllowed, match=why):
            settled(record, person)
    for wrong in (
        {"candidate": "best-sellers"},
        {"candidate": "", "product": "0056", "value": "suits"},
        {"value": "suits"},
        {"product": "0034"},
        {"candidate": ""},
    ):
        with pytest.raises(Unusable):
            settled(record, **wrong)


def test_a_signature_binds_to_what_was_settled(record: Sessions) -> None:
    closed(record)
    before = release_page(record, NAME, DATA).review
    settled(record)
    after = release_page(record, NAME, DATA).review
    assert after != before
    with pytest.raises(StaleReview):
        sign(record, DATA, review=before)
    settled(record, value="no verdict", expected_version=1)
    assert release_page(record, NAME, DATA).review == before
    sign(record, DATA, Decision.NO_GO)
    with pytest.raises(AlreadySigned):
        settled(record, expected_version=2)


def test_nothing_settled_leaves_the_digest_of_what_was_said_as_it_was() -> None:
    said = [{"scenario": "regular", "value": "show"}]
    assert review_digest(said, [], []) == review_digest(said)
    assert review_digest(said, [], [{"value": "show"}]) != review_digest(said)


def test_a_product_is_settled_for_its_situation_a_slate_for_its_revision(
    record: Sessions,
) -> None:
    closed(record)
    open_release(record, PROPOSER, "closed-before", small_record())
    close_review(record, BRAND, "closed-before")
    settled(record)
    settled(record, candidate="", product="0034", value="never")
    open_release(record, PROPOSER, "later", small_record())
    for name, values in ((NAME, {"show", "never"}), ("closed-before", set()), ("later", {"never"})):
        with reading(record) as session:
            _, revision = current(session, name)
            assert {each.value for each in revision.settlements_in_force} == values
    close_review(record, BRAND, "later")
    settlement = disagreements(record, "later", PROPOSER).cases[-1]
    assert (settlement.product, settlement.settled.value) == ("0034", "never")


def test_two_closed_releases_settle_the_same_product_each_for_itself(record: Sessions) -> None:
    """Neither binds the other, so none stands in the other's way nor answers for it."""
    differing(record)
    open_release(record, PROPOSER, "beside", small_record())
    for name in (NAME, "beside"):
        close_review(record, BRAND, name)
    assert told(record, NAME, "never") == (1, False)
    assert told(record, NAME, "never") == (1, True)
    assert in_force(record, "beside") == []
    assert told(record, "beside", "never") == (1, False)
    assert told(record, "beside", "suits", 1) == (2, False)
    with pytest.raises(AlreadyAnswered):
        told(record, "beside", "never")
    assert told(record, NAME, "never") == (1, True)
    assert told(record, NAME, "suits", 1) == (2, False)
    assert told(record, "beside", "never", 2) == (3, False)
    assert (in_force(record, NAME), in_force(record, "beside")) == (["suits"], ["never"])


def test_an_earlier_settlement_holds_in_a_later_release_until_that_settles_itself(
    record: Sessions,
) -> None:
    closed(record)
    told(record, NAME, "suits")
    told(record, NAME, "never", 1)
    open_release(record, PROPOSER, "later", small_record())
    for candidate in ("als", "best-sellers"):
        give_verdict(record, BOTH, "later", 1, "regular", candidate, Answer.SHOW)
    with pytest.raises(AlreadyAnswered) as met:
        told(record, "later", "suits")
    assert (met.value.stored.version, in_force(record, "later")) == (2, ["never"])
    assert told(record, "later", "suits", 2) == (3, False)
    for version, value in ((2, "doubtful"), (3, "never")):
        told(record, NAME, value, version)
    assert (in_force(record, NAME), in_force(record, "later")) == (["never"], ["suits"])


def told(record: Sessions, name: str, value: str, expected_version: int = 0) -> tuple[int, bool]:
    """What is told of settling a product there."""
    receipt = settle(
        *(record, BOTH, name, 1, "regular", value, "It fits the season."),
        product="0034",
        expected_version=expected_version,
    )
    return receipt.version, receipt.found


def in_force(record: Sessions, name: str) -> list[str]:
    """How the cases of a release are settled."""
    with reading(record) as session:
        _, revision = current(session, name)
        return [each.value for each in revision.settlements_in_force]
