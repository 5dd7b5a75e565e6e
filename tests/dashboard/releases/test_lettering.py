"""What is read of a release before and after its review is closed, on both kinds of database."""

from dataclasses import asdict

import pytest
from sqlalchemy import select

from dashboard.releases.answering import give_verdict
from dashboard.releases.choices import Answer, Decision
from dashboard.releases.database import Sessions, reading
from dashboard.releases.facts import StaleFingerprint
from dashboard.releases.lettering import columns_outside, is_blind_somewhere, untold
from dashboard.releases.model import Revision
from dashboard.releases.person import Person
from dashboard.releases.queries import decision_page, releases_for
from dashboard.releases.reviewing import review_sheet
from dashboard.releases.services import close_review, revise_release
from dashboard.releases.signed import Closing
from dashboard.releases.strips import release_strips, shopper_strips
from tests.small_release import (
    BRAND,
    DATA,
    NAME,
    PROPOSER,
    REVIEWER,
    SECOND_REVIEWER,
    SHOWN,
    UNMET,
    judge_all,
    opened,
    reviewed,
    sign,
    small_record,
)

BLIND = (REVIEWER, BRAND, Person("guest", "Guest"))
CANDIDATES = ("als", "best-sellers")
TELLING = ("'als'", "'best-sellers'", "Taste profile", "Best sellers")


def standing(record: Sessions, person: Person) -> dict[str, dict[str, str]]:
    """By scenario and candidate, the letter of this person's column."""
    lines = review_sheet(record, NAME, person).scenarios
    return {line.id: {who: letter for letter, who in line.columns.items()} for line in lines}


@pytest.mark.parametrize("person", BLIND, ids=lambda each: each.id)
def test_a_blind_persons_pages_name_no_candidate(record: Sessions, person: Person) -> None:
    opened(record)
    give_verdict(record, REVIEWER, NAME, 1, "regular", "als", Answer.DO_NOT_SHOW)
    seen = [
        *(asdict(each) for each in releases_for(record, person)),
        asdict(decision_page(record, NAME, person)),
        shopper_strips(record, NAME, person),
        release_strips(record, person),
    ]
    assert not any(each in str(seen) for each in TELLING)


def test_a_cell_of_the_decision_page_is_what_stands_in_that_persons_column(
    record: Sessions,
) -> None:
    opened(record)
    for person in (REVIEWER, SECOND_REVIEWER):
        give_verdict(record, person, NAME, 1, "regular", "als", Answer.SHOW, person.name)
    letters = standing(record, REVIEWER)
    page = decision_page(record, NAME, REVIEWER)
    (verdict,) = page.verdicts
    assert (verdict.candidate, verdict.comment) == (letters["regular"]["als"], "Merchandiser")
    (unmet,) = page.unmet
    assert (unmet.scenario, unmet.candidate) == ("new-camper", letters["new-camper"]["als"])
    strips = shopper_strips(record, NAME, REVIEWER)
    for (scenario, candidate), products in SHOWN.items():
        shown = strips[scenario]["columns"][letters[scenario][candidate]]["shown"]
        assert [each["id"] for each in shown] == products


def test_a_blind_page_sums_nothing_up_by_candidate(record: Sessions) -> None:
    opened(record)
    give_verdict(record, REVIEWER, NAME, 1, "regular", "als", Answer.DO_NOT_SHOW)
    page = decision_page(record, NAME, BRAND)
    assert (page.missing, page.warnings, page.verdicts) == ({}, {}, ())
    assert page.page.missing == (
        "“The new camper”: 2 selections wait for a verdict.",
        "“The regular”: 1 selection waits for a verdict.",
    )


def test_the_picture_of_a_release_is_of_the_first_column(record: Sessions) -> None:
    opened(record)
    last = SHOWN["new-camper", "best-sellers"]
    assert [each["id"] for each in release_strips(record, PROPOSER)[NAME]] == last
    letters = standing(record, REVIEWER)["new-camper"]
    [first] = [each for each in CANDIDATES if letters[each] == "A"]
    shown = release_strips(record, REVIEWER)[NAME]
    assert [each["id"] for each in shown] == SHOWN["new-camper", first]


def test_closing_the_review_shows_the_names_and_is_recorded_once(record: Sessions) -> None:
    opened(record)
    judge_all(record)
    close_review(record, BRAND, NAME)
    close_review(record, DATA, NAME)
    page = decision_page(record, NAME, REVIEWER)
    assert [each["id"] for each in page.page.candidates] == list(CANDIDATES)
    assert {each.candidate for each in page.verdicts} == set(CANDIDATES)
    assert releases_for(record, REVIEWER)[0].candidates == ("Taste profile", "Best sellers")
    with reading(record) as session:
        (closing,) = session.scalars(select(Closing)).all()
    assert (closing.person_id, closing.person_name) == ("head-of-brand", "Head of brand")


def test_a_revision_is_blind_again_in_an_order_of_its_own(record: Sessions) -> None:
    reviewed(record)
    sign(record, BRAND)
    revise_release(record, PROPOSER, NAME, small_record())
    page = decision_page(record, NAME, BRAND).page
    assert [each["id"] for each in page.candidates] == ["A", "B"]
    (signed,) = page.sign_offs
    assert (signed.decision, signed.candidates, signed.reason) == (Decision.GO, (), "")
    with reading(record) as session:
        first, second = session.scalars(select(Revision.blinding)).all()
    assert first != second


def test_what_changed_since_a_page_was_drawn_is_told_without_candidates(record: Sessions) -> None:
    reviewed(record)
    changed = small_record()
    changed["candidates"][0]["fingerprint"] = "f" * 64
    changed["evidence"][0]["slate"].reverse()
    page = decision_page(record, NAME, BRAND).page
    revise_release(record, PROPOSER, NAME, changed)
    with pytest.raises(StaleFingerprint) as raised:
        sign(record, BRAND, fingerprint=page.fingerprint)
    assert raised.value.changed == ("a model", "slate for new-camper")


def test_outside_of_releases_people_are_blind_while_one_they_review_is_open(
    record: Sessions,
) -> None:
    assert not is_blind_somewhere(record, REVIEWER)
    opened(record)
    assert [is_blind_somewhere(record, each) for each in (*BLIND, PROPOSER)] == [True] * 3 + [False]
    assert columns_outside(record, PROPOSER, "camper", CANDIDATES) is None
    first = columns_outside(record, REVIEWER, "camper", CANDIDATES)
    assert set(first.values()) == set(CANDIDATES)
    assert columns_outside(record, REVIEWER, "camper", CANDIDATES) == first
    places = [columns_outside(record, REVIEWER, f"s-{n}", CANDIDATES)["A"] for n in range(64)]
    assert 16 < places.count("als") < 48
    judge_all(record)
    close_review(record, BRAND, NAME)
    assert columns_outside(record, REVIEWER, "camper", CANDIDATES) is None


def test_a_slate_that_must_not_tell_keeps_only_what_the_eye_sees() -> None:
    row = {"rank": 1, "product_id": "0012", "score": 0.5, "reason": "Because of the tent."}
    note = "The lists hold no slate."
    seen = untold({"slate": [row], "note": note, "trouble": None, "findings": [UNMET]})
    assert seen == {
        "slate": [{"rank": 1, "product_id": "0012", "reason": ""}],
        "note": "",
        "trouble": None,
        "findings": [UNMET],
    }
    empty = untold({"slate": [], "note": note, "trouble": "contract", "findings": [UNMET]})
    assert (empty["note"], empty["trouble"]) == ("", None)
    assert empty["findings"][0]["detail"] == "Nothing was recommended."
