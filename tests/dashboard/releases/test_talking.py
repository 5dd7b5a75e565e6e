"""People talk about a release: who may, what is heard by whom, on both kinds of database."""

import pytest
from sqlalchemy import func, select

from dashboard.releases.answering import give_verdict
from dashboard.releases.blinding import columns
from dashboard.releases.choices import Answer, Deed
from dashboard.releases.database import Sessions, reading
from dashboard.releases.facts import NotAllowed, NotInReview, UnknownSlate, Unusable
from dashboard.releases.model import Release
from dashboard.releases.person import Person
from dashboard.releases.said import Remark
from dashboard.releases.services import cancel_release, close_review, open_release, revise_release
from dashboard.releases.talking import mark_read, talk
from dashboard.releases.threads import Thread, threads
from tests.small_release import (
    BRAND,
    NAME,
    PROPOSER,
    REVIEWER,
    SECOND_REVIEWER,
    SLATES,
    judge_all,
    opened,
    small_record,
)

AT = (NAME, 1, "regular")
GUEST = Person("guest", "Guest")


def heard(record: Sessions, person: Person, name: str = NAME) -> tuple[Thread, ...]:
    return threads(record, name, "regular", person)


def texts(record: Sessions, person: Person, name: str = NAME) -> list[list[str]]:
    return [[each.text for each in thread.remarks] for thread in heard(record, person, name)]


def complete(record: Sessions, person: Person, scenario: str = "regular") -> None:
    for candidate in ("als", "best-sellers"):
        give_verdict(record, person, NAME, 1, scenario, candidate, Answer.SHOW)


def letter(record: Sessions, person: Person, candidate: str, name: str = NAME) -> str:
    with reading(record) as session:
        release = session.scalars(select(Release).where(Release.name == name)).one()
        seed = release.current.blinding
    standing = columns(seed, person.id, 2, ["als", "best-sellers"])
    return next(each for each, stands in standing.items() if stands == candidate)


def columns_told(record: Sessions, person: Person, name: str) -> dict[str, str | None]:
    """The column that each thread is shown in, by its first words."""
    return {each.remarks[0].text: each.column for each in heard(record, person, name)}


def new(record: Sessions, person: Person) -> list[tuple[str, bool]]:
    """What this person has not read, and whether it calls them."""
    remarks = (each for thread in heard(record, person) for each in thread.remarks)
    return [(each.text, each.calls) for each in remarks if each.new]


def test_a_remark_sent_twice_is_stored_once_and_found(record: Sessions) -> None:
    opened(record)
    first = talk(record, REVIEWER, *AT, "k1", " Too dear. ", product="0034")
    again = talk(record, REVIEWER, *AT, "k1", "Too dear.", product="0034")
    assert (first.found, again.found, again.id, again.text) == (False, True, first.id, "Too dear.")
    talk(record, BRAND, *AT, "k1", "The key is the writer's own.")
    with reading(record) as session:
        assert session.scalar(select(func.count()).select_from(Remark)) == 2


def test_a_thread_is_answered_resolved_and_reopened(record: Sessions) -> None:
    opened(record)
    begun = talk(record, REVIEWER, *AT, "k1", "Too dear.", product="0034")
    talk(record, PROPOSER, *AT, "k2", "It is on sale.", thread=begun.thread)
    talk(record, BRAND, *AT, "k3", deed=Deed.RESOLVED, thread=begun.thread)
    [thread] = heard(record, BRAND)
    assert (thread.id, thread.product, thread.column, thread.resolved) == (
        begun.id, "0034", None, True,
    )  # fmt: skip
    assert [(each.who, each.text, each.deed, each.mine) for each in thread.remarks] == [
        ("Merchandiser", "Too dear.", Deed.SAID, False),
        ("Proposer", "It is on sale.", Deed.SAID, False),
        ("Head of brand", "", Deed.RESOLVED, True),
    ]
    talk(record, PROPOSER, *AT, "k4", "Not any more.", deed=Deed.REOPENED, thread=begun.thread)
    [thread] = heard(record, BRAND)
    assert not thread.resolved


def test_a_column_is_given_in_the_readers_own_letter(record: Sessions) -> None:
    opened(record)
    for number, candidate in enumerate(("als", "best-sellers")):
        talk(record, PROPOSER, *AT, f"k{number}", candidate, candidate=candidate)
    for person in (PROPOSER, BRAND):
        told = {each.remarks[0].text: each.column for each in heard(record, person)}
        assert told == {each: letter(record, person, each) for each in ("als", "best-sellers")}


def test_a_reviewer_hears_colleagues_once_they_answered_themselves(record: Sessions) -> None:
    opened(record)
    begun = talk(record, REVIEWER, *AT, "k1", "Too dear.")
    talk(record, SECOND_REVIEWER, *AT, "k2", "I like it.")
    talk(record, PROPOSER, *AT, "k3", "Why?", thread=begun.thread)
    assert texts(record, SECOND_REVIEWER) == [["I like it."]]
    assert texts(record, REVIEWER) == [["Too dear.", "Why?"]]
    with pytest.raises(UnknownSlate):
        talk(record, SECOND_REVIEWER, *AT, "k4", "No.", thread=begun.thread)
    complete(record, SECOND_REVIEWER, "new-camper")
    assert texts(record, SECOND_REVIEWER) == [["I like it."]]
    complete(record, SECOND_REVIEWER)
    assert texts(record, SECOND_REVIEWER) == [["Too dear.", "Why?"], ["I like it."]]
    give_verdict(record, SECOND_REVIEWER, *AT, "als", Answer.NONE, expected_version=1)
    assert texts(record, SECOND_REVIEWER) == [["I like it."]]
    judge_all(record)
    close_review(record, BRAND, NAME)
    assert texts(record, SECOND_REVIEWER) == [["Too dear.", "Why?"], ["I like it."]]


def test_people_still_talk_when_the_review_is_closed_but_not_when_it_is_cancelled(
    record: Sessions,
) -> None:
    opened(record)
    judge_all(record)
    close_review(record, BRAND, NAME)
    talk(record, REVIEWER, *AT, "k1", "For next time.")
    cancel_release(record, PROPOSER, NAME)
    with pytest.raises(NotInReview, match="was cancelled"):
        talk(record, REVIEWER, *AT, "k2", "Too late.")
    assert talk(record, REVIEWER, *AT, "k1", "For next time.").found


def test_what_cannot_be_said_is_refused(record: Sessions) -> None:
    opened(record)
    with pytest.raises(NotAllowed):
        talk(record, GUEST, *AT, "k1", "Hello.")
    for wrong in (
        {"text": "  "},
        {"key": " ", "text": "Hello."},
        {"text": "x" * 4001},
        {"text": "Hello.", "product": "0078"},
        {"deed": Deed.RESOLVED},
    ):
        with pytest.raises(Unusable):
            talk(record, REVIEWER, *AT, **({"key": "k1"} | wrong))
    for wrong in ({"thread": 99}, {"candidate": "bm25"}):
        with pytest.raises(UnknownSlate):
            talk(record, REVIEWER, *AT, "k1", "Hello.", **wrong)
    assert heard(record, REVIEWER) == ()


def test_a_thread_is_answered_only_where_it_is_about_the_scenario(record: Sessions) -> None:
    opened(record)
    begun = talk(record, PROPOSER, *AT, "k1", "About the regular.")
    with pytest.raises(UnknownSlate):
        talk(record, PROPOSER, NAME, 1, "new-camper", "k2", "No.", thread=begun.thread)


def test_what_was_said_of_an_earlier_revision_is_heard_where_it_is_seen_again(
    record: Sessions,
) -> None:
    opened(record)
    for key, about in {
        "shopper": {},
        "lamp": {"product": "0034"},
        "bag": {"product": "0012"},
        "taste": {"candidate": "als"},
        "sellers": {"candidate": "best-sellers"},
    }.items():
        talk(record, PROPOSER, *AT, key, key, **about)
    changed = small_record()
    for each in changed["evidence"]:
        if (each["scenario"], each["candidate"]) == ("regular", "als"):
            each["slate"] = each["slate"][:1]
            each["slate"][0]["product_id"] = "0034"
    revise_release(record, PROPOSER, NAME, changed)
    told = {each.remarks[0].text: each for each in heard(record, BRAND)}
    assert {text: each.gone for text, each in told.items()} == {
        "shopper": "",
        "lamp": "",
        "sellers": "",
        "bag": "“Sleeping bag”, no longer shown",
        "taste": "a selection that is no longer shown",
    }
    assert (told["bag"].product, told["taste"].column) == (None, None)
    assert {each.said_in for each in told.values()} == {"revision 1"}
    assert told["sellers"].column == letter(record, BRAND, "best-sellers")
    talk(record, BRAND, NAME, 2, "regular", "k9", deed=Deed.RESOLVED, thread=told["lamp"].id)
    assert {each.remarks[0].text for each in heard(record, BRAND) if each.resolved} == {"lamp"}
    talk(record, BRAND, NAME, 2, "regular", "k10", "Answered here.", thread=told["bag"].id)
    assert ["bag", "Answered here."] in texts(record, PROPOSER)


def test_what_was_asked_goes_on_to_every_later_release_until_it_is_resolved(
    record: Sessions,
) -> None:
    for name in ("winter", NAME, "summer"):
        open_release(record, PROPOSER, name, small_record(), title=name.capitalize())
        talk(record, PROPOSER, name, 1, "regular", name, name, product="0034")
    told = {each.remarks[0].text: each.said_in for each in heard(record, BRAND, "summer")}
    assert told == {"winter": "Winter", NAME: "Spring", "summer": ""}
    assert texts(record, SECOND_REVIEWER, "summer") == []
    first = next(each.id for each in heard(record, BRAND, "summer") if each.said_in == "Winter")
    talk(record, BRAND, NAME, 1, "regular", "done", deed=Deed.RESOLVED, thread=first)
    assert [each.said_in for each in heard(record, BRAND, "summer")] == ["Spring", ""]
    assert [each.resolved for each in heard(record, BRAND, NAME)] == [True, False]


def test_what_was_asked_about_a_shopper_who_changed_stays_with_the_shopper(
    record: Sessions,
) -> None:
    opened(record)
    talk(record, PROPOSER, *AT, "k1", "Of the regular.", product="0034")
    talk(record, PROPOSER, NAME, 1, "new-camper", "k2", "Of the camper.")
    changed = small_record()
    changed["scenarios"][1]["bought"] = [{"product_id": "0078", "on": None, "quantity": 2}]
    renamed = small_record(scenarios=[changed["scenarios"][0] | {"id": "camper"}])
    renamed["evidence"] = [
        each | {"scenario": "camper"}
        for each in renamed["evidence"]
        if each["scenario"] != "regular"
    ]
    open_release(record, PROPOSER, "summer", changed)
    open_release(record, PROPOSER, "autumn", renamed)
    assert texts(record, BRAND, "summer") == [["Of the regular."]]
    found = threads(record, "autumn", "camper", BRAND)
    assert [each.remarks[0].text for each in found] == ["Of the camper."]


def test_what_was_said_with_names_in_view_comes_back_without_its_column(record: Sessions) -> None:
    opened(record)
    judge_all(record)
    blind = talk(record, REVIEWER, *AT, "k1", "Too dear.", candidate="als")
    close_review(record, BRAND, NAME)
    talk(record, REVIEWER, *AT, "k2", "This is the Taste profile.", candidate="als")
    open_release(record, PROPOSER, "summer", small_record())
    for scenario, candidate in SLATES:
        give_verdict(record, SECOND_REVIEWER, "summer", 1, scenario, candidate, Answer.SHOW)
    assert columns_told(record, SECOND_REVIEWER, "summer") == {
        "Too dear.": letter(record, SECOND_REVIEWER, "als", "summer"),
        "This is the Taste profile.": None,
    }
    talk(record, REVIEWER, *AT, "k3", "As the Taste profile is.", thread=blind.thread)
    assert set(columns_told(record, SECOND_REVIEWER, "summer").values()) == {None}
    assert set(columns_told(record, SECOND_REVIEWER, NAME).values()) == {None}
    named = letter(record, PROPOSER, "als", "summer")
    assert set(columns_told(record, PROPOSER, "summer").values()) == {named}
    close_review(record, BRAND, "summer")
    told = letter(record, SECOND_REVIEWER, "als", "summer")
    assert set(columns_told(record, SECOND_REVIEWER, "summer").values()) == {told}


def test_what_was_read_is_read_on_every_device_and_only_for_who_read_it(record: Sessions) -> None:
    opened(record)
    first = talk(record, REVIEWER, *AT, "k1", "Why?", mentions=["head-of-brand", "merchandiser"])
    assert new(record, BRAND) == [("Why?", True)]
    assert new(record, PROPOSER) == [("Why?", False)]
    assert new(record, REVIEWER) == []
    for _ in range(2):
        mark_read(record, BRAND, *AT, first.id)
    second = talk(record, PROPOSER, *AT, "k2", "Because.", thread=first.thread)
    assert new(record, BRAND) == [("Because.", False)]
    assert new(record, PROPOSER) == [("Why?", False)]
    assert new(record, REVIEWER) == [("Because.", False)]
    mark_read(record, BRAND, *AT, second.id)
    assert new(record, BRAND) == []


def test_what_may_not_be_read_is_not_marked_as_read(record: Sessions) -> None:
    opened(record)
    said = talk(record, REVIEWER, *AT, "k1", "Too dear.")
    mark_read(record, SECOND_REVIEWER, *AT, said.id)
    complete(record, SECOND_REVIEWER)
    assert new(record, SECOND_REVIEWER) == [("Too dear.", False)]


def two_reviews(record: Sessions) -> None:
    """A reviewer remarks on a column of the first one, which stays open; the second is closed."""
    opened(record)
    open_release(record, PROPOSER, "summer", small_record())
    talk(record, REVIEWER, *AT, "k1", "Too dear.", candidate="als")


def test_what_is_said_in_an_open_review_is_read_in_another_release_only_by_who_may_read_it_there(
    record: Sessions,
) -> None:
    two_reviews(record)
    for candidate in ("als", "best-sellers"):
        give_verdict(record, SECOND_REVIEWER, "summer", 1, "regular", candidate, Answer.SHOW)
    assert texts(record, SECOND_REVIEWER, "summer") == []
    close_review(record, BRAND, "summer")
    assert texts(record, SECOND_REVIEWER, "summer") == []
    assert texts(record, REVIEWER, "summer") == [["Too dear."]]
    assert texts(record, BRAND, "summer") == [["Too dear."]]
    complete(record, SECOND_REVIEWER)
    assert texts(record, SECOND_REVIEWER, "summer") == [["Too dear."]]


def test_once_the_review_is_closed_what_was_said_in_it_is_read_in_the_other(
    record: Sessions,
) -> None:
    two_reviews(record)
    close_review(record, BRAND, "summer")
    assert texts(record, SECOND_REVIEWER, "summer") == []
    close_review(record, BRAND, NAME)
    assert texts(record, SECOND_REVIEWER, "summer") == [["Too dear."]]


def test_an_answer_given_in_an_open_review_is_not_read_in_the_release_it_answers(
    record: Sessions,
) -> None:
    two_reviews(record)
    close_review(record, BRAND, NAME)
    [thread] = heard(record, REVIEWER)
    for key, said in {"k2": {"text": "I agree."}, "k3": {"deed": Deed.RESOLVED}}.items():
        talk(record, PROPOSER, "summer", 1, "regular", key, thread=thread.id, **said)
    [kept] = heard(record, SECOND_REVIEWER)
    assert ([each.text for each in kept.remarks], kept.resolved) == (["Too dear."], False)
    assert texts(record, REVIEWER) == [["Too dear.", "I agree.", ""]]
    close_review(record, BRAND, "summer")
    [told] = heard(record, SECOND_REVIEWER)
    assert ([each.text for each in told.remarks[:2]], told.resolved) == (
        ["Too dear.", "I agree."],
        True,
    )
