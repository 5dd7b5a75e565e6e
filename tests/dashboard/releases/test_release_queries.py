"""What pages show, on both kinds of database."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import event

from dashboard.releases.answering import give_verdict
from dashboard.releases.choices import Answer, Decision, State
from dashboard.releases.database import Sessions
from dashboard.releases.facts import UnknownRelease, UnknownSlate
from dashboard.releases.gate import Standing
from dashboard.releases.queries import (
    decision_page,
    frozen_parts,
    gate,
    release_page,
    releases_for,
)
from dashboard.releases.reviewing import scenario_evidence
from dashboard.releases.services import close_review, open_release, revise_release
from dashboard.releases.sheets import Waiting
from tests.small_release import (
    BRAND,
    DATA,
    NAME,
    PROPOSER,
    REVIEWER,
    SECOND_REVIEWER,
    SHOWN,
    judge_all,
    opened,
    reviewed,
    sign,
    small_record,
)


@contextmanager
def statements(record: Sessions) -> Iterator[list[str]]:
    """The SELECTs that reach the database meanwhile."""
    seen: list[str] = []

    def note(*arguments: object) -> None:
        if str(arguments[2]).startswith("SELECT"):
            seen.append(str(arguments[2]))

    engine = record.kw["bind"]
    event.listen(engine, "before_cursor_execute", note)
    yield seen
    event.remove(engine, "before_cursor_execute", note)


def test_an_empty_record_lists_nothing(record: Sessions) -> None:
    assert releases_for(record, REVIEWER) == ()


def test_the_list_counts_verdicts_given_of_needed(record: Sessions) -> None:
    opened(record)
    give_verdict(record, REVIEWER, NAME, 1, "regular", "als", Answer.SHOW)
    give_verdict(record, REVIEWER, NAME, 1, "regular", "als", Answer.DO_NOT_SHOW, "", 1)
    give_verdict(record, SECOND_REVIEWER, NAME, 1, "regular", "als", Answer.SHOW)
    give_verdict(record, SECOND_REVIEWER, NAME, 1, "new-camper", "als", Answer.SHOW)
    (line,) = releases_for(record, REVIEWER)
    assert (line.progress.needed, line.progress.covered) == (4, 2)
    assert line.progress.given == {REVIEWER.id: 1, SECOND_REVIEWER.id: 2}
    assert line.progress.of("stranger") == 0
    assert line == release_page(record, NAME, REVIEWER).line


def test_progress_begins_anew_with_a_revision(record: Sessions) -> None:
    opened(record)
    judge_all(record)
    revise_release(record, PROPOSER, NAME, small_record())
    (line,) = releases_for(record, REVIEWER)
    assert (line.progress.covered, dict(line.progress.given)) == (0, {})


def test_a_verdict_taken_back_is_missing_again(record: Sessions) -> None:
    opened(record)
    judge_all(record)
    give_verdict(record, REVIEWER, NAME, 1, "regular", "als", Answer.NONE, "Not sure.", 1)
    (line,) = releases_for(record, REVIEWER)
    assert (line.progress.covered, line.progress.given) == (3, {REVIEWER.id: 3})
    page = release_page(record, NAME, REVIEWER)
    assert page.line == line
    assert page.missing == ("“The regular”: 1 selection waits for a verdict.",)
    assert [each.mine for each in page.scenarios] == [2, 1]


def test_the_latest_release_stands_first(record: Sessions) -> None:
    opened(record)
    open_release(record, PROPOSER, "summer", small_record())
    assert [each.name for each in releases_for(record, REVIEWER)] == ["summer", "spring"]


def test_each_person_learns_what_waits_for_them(record: Sessions) -> None:
    def waiting() -> list[Waiting | None]:
        people = (PROPOSER, REVIEWER, BRAND, DATA)
        return [releases_for(record, each)[0].waiting for each in people]

    opened(record, settings={"quorum": 2})
    assert waiting() == [None, Waiting.VERDICTS, None, None]
    judge_all(record)
    assert waiting() == [None, None, Waiting.CLOSE, Waiting.CLOSE]
    close_review(record, BRAND, NAME)
    assert waiting() == [None, None, Waiting.SIGN_OFF, Waiting.SIGN_OFF]
    sign(record, BRAND)
    assert waiting() == [None, None, None, Waiting.SIGN_OFF]
    sign(record, DATA, Decision.NO_GO, ())
    assert waiting() == [Waiting.REVISION, None, None, None]


def test_a_release_page_shows_what_was_frozen_and_what_is_missing(record: Sessions) -> None:
    opened(record)
    give_verdict(record, REVIEWER, NAME, 1, "regular", "als", Answer.SHOW)
    page = release_page(record, NAME, REVIEWER)
    assert [each.id for each in page.scenarios] == ["new-camper", "regular"]
    assert [(each.mine, each.covered, each.slates) for each in page.scenarios] == [
        (0, 0, 2),
        (1, 1, 2),
    ]
    assert [each.unmet for each in page.scenarios] == [1, 0]
    digits = f"{page.fingerprint[:4]} {page.review[:4]}"
    assert page.confirm == {"GO": f"GO spring {digits}", "NO-GO": f"NO-GO spring {digits}"}
    assert (page.shop["name"], page.quorum) == ("Outdoor", 1)
    named = release_page(record, NAME, PROPOSER)
    assert [each["id"] for each in named.candidates] == ["als", "best-sellers"]
    assert named.incumbent == "best-sellers"
    assert len(named.missing) == 3


def test_a_scenario_comes_with_its_slates_its_products_and_my_verdicts_only(
    record: Sessions,
) -> None:
    opened(record)
    give_verdict(record, REVIEWER, NAME, 1, "new-camper", "als", Answer.SHOW)
    give_verdict(record, REVIEWER, NAME, 1, "new-camper", "als", Answer.DO_NOT_SHOW, "No.", 1)
    give_verdict(record, SECOND_REVIEWER, NAME, 1, "new-camper", "best-sellers", Answer.SHOW)
    page = scenario_evidence(record, NAME, "new-camper", REVIEWER)
    assert page.scenario == small_record()["scenarios"][0]
    slate = page.evidence["als"]["slate"]
    assert [row["product_id"] for row in slate] == SHOWN["new-camper", "als"]
    assert page.evidence["als"]["findings"][0]["met"] is False
    assert set(page.products) == {"0012", "0034", "0078"}
    assert set(page.mine) == {"als"}
    mine = page.mine["als"]
    assert (mine.version, mine.value, mine.comment) == (2, Answer.DO_NOT_SHOW, "No.")


def test_reading_one_scenario_reads_nothing_of_the_others(record: Sessions) -> None:
    opened(record)
    with statements(record) as seen:
        scenario_evidence(record, NAME, "regular", REVIEWER)
    assert len(seen) == 6
    assert not any("parts" in each for each in seen)


def test_unknown_names_are_told_apart(record: Sessions) -> None:
    with pytest.raises(UnknownRelease):
        scenario_evidence(record, NAME, "regular", REVIEWER)
    with pytest.raises(UnknownRelease):
        release_page(record, NAME, REVIEWER)
    opened(record)
    with pytest.raises(UnknownSlate, match="no scenario winter"):
        scenario_evidence(record, NAME, "winter", REVIEWER)


def test_the_decision_page_shows_who_said_what(record: Sessions) -> None:
    opened(record)
    give_verdict(record, REVIEWER, NAME, 1, "regular", "als", Answer.DO_NOT_SHOW, "Too dear.")
    close_review(record, BRAND, NAME)
    page = decision_page(record, NAME, PROPOSER)
    (verdict,) = page.verdicts
    assert (verdict.person_name, verdict.scenario, verdict.candidate, verdict.comment) == (
        "Merchandiser",
        "regular",
        "als",
        "Too dear.",
    )
    (unmet,) = page.unmet
    assert (unmet.scenario_title, unmet.candidate) == ("The new camper", "als")
    assert unmet.finding["sentence"] == "Never “Lamp”"
    assert page.missing["als"] == ("No verdict yet on “The new camper” for Taste profile.",)
    assert page.warnings["als"] == (
        "Taste profile: 1 verdict says do not show.",
        "Taste profile: 1 expectation is unmet.",
    )


def test_sign_offs_of_earlier_revisions_stay_in_sight(record: Sessions) -> None:
    reviewed(record)
    sign(record, BRAND, Decision.NO_GO, ())
    revise_release(record, PROPOSER, NAME, small_record())
    page = decision_page(record, NAME, BRAND).page
    assert page.line.state is State.IN_REVIEW
    assert [(each.revision, each.decision) for each in page.sign_offs] == [(1, Decision.NO_GO)]


@pytest.mark.parametrize("read", [release_page, decision_page])
def test_a_page_takes_as_many_reads_for_many_scenarios_as_for_two(
    record: Sessions, read: object
) -> None:
    opened(record)
    judge_all(record)
    with statements(record) as few:
        read(record, NAME, REVIEWER)
    many = small_record()
    many["scenarios"] += [many["scenarios"][0] | {"id": f"copy-{n}"} for n in range(20)]
    many["evidence"] += [
        many["evidence"][index] | {"scenario": f"copy-{n}"} for n in range(20) for index in (0, 1)
    ]
    revise_release(record, PROPOSER, NAME, many)
    judge_all(record, revision=2)
    with statements(record) as more:
        read(record, NAME, REVIEWER)
    assert len(more) == len(few) <= 13


def test_the_list_takes_as_many_reads_for_many_releases_as_for_one(record: Sessions) -> None:
    opened(record)
    with statements(record) as few:
        releases_for(record, REVIEWER)
    for number in range(5):
        open_release(record, PROPOSER, f"more-{number}", small_record())
    with statements(record) as more:
        assert len(releases_for(record, REVIEWER)) == 6
    assert len(more) == len(few) <= 10


def test_the_gate_answers_from_what_was_frozen_and_what_stands(record: Sessions) -> None:
    reviewed(record)
    assert frozen_parts(record, NAME).named == ()
    sign(record, BRAND)
    frozen = frozen_parts(record, NAME)
    assert frozen.named == ("als",)
    assert frozen.scenarios == ("new-camper", "regular")
    assert frozen.pictures == {
        "0012": ("sleeping bag.jpg", "a" * 64),
        "0034": ("lamp.jpg", "b" * 64),
        "0078": ("tent.jpg", "c" * 64),
    }
    assert "picture of product 0012" in frozen.parts
    assert gate(record, NAME, Standing(frozen.fingerprint))["serve"] is True
    assert gate(record, NAME, Standing(frozen.fingerprint, ("Settings changed.",)))["reasons"] == [
        "Settings changed."
    ]


def test_the_gate_of_an_unknown_release_cannot_tell(record: Sessions) -> None:
    with pytest.raises(UnknownRelease):
        gate(record, NAME, Standing(""))
