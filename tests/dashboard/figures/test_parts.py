"""What part of a release's outcome rests on, and that a late commit is not missed."""

from datetime import UTC, datetime

from sqlalchemy import insert

from dashboard.figures.groups import holders, telling
from dashboard.figures.part import Part, narrowed
from dashboard.figures.sheet import basis
from dashboard.releases.choices import Answer
from dashboard.releases.database import Sessions, write
from dashboard.releases.outcome import outcome
from dashboard.releases.said import Verdict
from dashboard.releases.settling import settle
from tests.dashboard.figures.counted import ROLES, counted
from tests.small_release import BRAND, NAME, REVIEWER, SECOND_REVIEWER, opened, small_record


def test_the_basis_counts_only_what_was_said_of_the_shoppers_in_the_part(kept):
    scenarios = small_record()["scenarios"]
    scenarios[1]["tags"] = ["loyal"]
    counted(kept, scenarios=scenarios)
    settle(kept, BRAND, NAME, 1, "new-camper", "show", "It suits.", candidate="als")
    settle(kept, BRAND, NAME, 1, "new-camper", "suits", "It suits.", product="0034")
    whole = outcome(kept, NAME)
    told = {tag: basis(narrowed(whole, Part(tag=tag))) for tag in ("outdoor", "loyal")}
    assert told == {
        "outdoor": "2 people: 3 verdicts, 4 judgements of products, 2 preferences. "
        "2 cases settled. 2 answers were given or changed after colleagues’ answers were shown.",
        "loyal": "2 people: 4 verdicts, 0 judgements of products, 0 preferences.",
    }


def test_a_role_that_everybody_holds_is_answered_though_no_figures_stand_apart_by_it(found):
    everybody = {REVIEWER.id, SECOND_REVIEWER.id}
    assert holders(found, ROLES)["reviewer"] == everybody
    assert set(telling(found, ROLES)) == {"approver:style"}


def test_what_is_committed_later_under_a_smaller_number_is_seen(record: Sessions):
    opened(record)
    for number, candidate in ((1000, "als"), (999, "best-sellers")):
        _verdict(record, number, candidate)
        assert candidate in [each.candidate for each in outcome(record, NAME).verdicts]


def _verdict(record: Sessions, number: int, candidate: str) -> None:
    row = {
        "id": number,
        "revision_id": 1,
        "scenario_id": "regular",
        "candidate_id": candidate,
        "person_id": REVIEWER.id,
        "person_name": REVIEWER.name,
        "version": 1,
        "value": Answer.SHOW,
        "comment": "",
        "at": datetime.now(UTC),
    }
    write(record, lambda session: session.execute(insert(Verdict), [row]) and None)
