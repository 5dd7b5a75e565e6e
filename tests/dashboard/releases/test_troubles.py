"""A model in trouble is put before nobody unless that was asked for."""

import pytest
from sqlalchemy import func, select

from dashboard.releases.database import Sessions, reading
from dashboard.releases.facts import ModelInTrouble
from dashboard.releases.model import Revision
from dashboard.releases.services import open_release, revise_release
from dashboard.releases.troubles import refuse_trouble, trouble_of
from tests.small_release import NAME, PROPOSER, opened, small_record

SLOW = {"slate": [], "trouble": "slow", "note": "The model did not answer within 2 s."}


def troubled(*slates: tuple[str, str]) -> dict:
    """The small record, in which these candidates gave these scenarios nothing."""
    record = small_record()
    for each in record["evidence"]:
        if (each["scenario"], each["candidate"]) in slates:
            each.update(SLOW)
    return record


def revisions(record: Sessions) -> int:
    with reading(record) as session:
        return session.scalar(select(func.count()).select_from(Revision))


def test_it_is_told_for_how_many_shoppers_and_for_whom_first() -> None:
    told = trouble_of(troubled(("regular", "als")))
    assert told == (
        "“Taste profile” has no selection for 1 of 2 shoppers, the first of them “The regular”: "
        "The model did not answer within 2 s. Mend that, leave the model out, or open the release "
        "all the same."
    )


def test_every_model_in_trouble_is_told() -> None:
    told = trouble_of(
        troubled(("regular", "als"), ("new-camper", "als"), ("regular", "best-sellers"))
    )
    assert "“Taste profile” has no selection for 2 of 2 shoppers" in told
    assert "“Best sellers” has no selection for 1 of 2 shoppers" in told


def test_an_honest_empty_slate_without_trouble_is_none() -> None:
    record = troubled(("regular", "als"))
    for each in record["evidence"]:
        each["trouble"] = None
    refuse_trouble(record)


def test_a_release_with_one_is_opened_and_revised_only_where_that_is_asked(
    record: Sessions,
) -> None:
    frozen = troubled(("regular", "als"))
    with pytest.raises(ModelInTrouble, match="“Taste profile” has no selection for 1 of 2"):
        open_release(record, PROPOSER, NAME, frozen)
    assert revisions(record) == 0
    open_release(record, PROPOSER, NAME, frozen, allow_trouble=True)
    assert revisions(record) == 1


def test_a_revision_with_one_too(record: Sessions) -> None:
    opened(record)
    frozen = troubled(("regular", "als"))
    with pytest.raises(ModelInTrouble):
        revise_release(record, PROPOSER, NAME, frozen)
    assert revisions(record) == 1
    revise_release(record, PROPOSER, NAME, frozen, allow_trouble=True)
    assert revisions(record) == 2
