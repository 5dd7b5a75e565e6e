"""What waits to be read, for whom: never a word that is still hidden, a call before all else."""

from dashboard.releases.answering import give_verdict
from dashboard.releases.choices import Answer, Decision, Deed
from dashboard.releases.database import Sessions
from dashboard.releases.person import Person
from dashboard.releases.services import cancel_release, close_review, open_release
from dashboard.releases.talking import mark_read, talk
from dashboard.releases.waiting_words import NONE, Words, count_words, words_for, words_in
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
GUEST = Person("guest", "Guest")


def waiting(record: Sessions, person: Person) -> dict[str, tuple[int, int]]:
    """By release, the unread words and the calls among them, where there are any."""
    found = words_for(record, person)
    assert sum(each.unread for each in found.values()) == count_words(record, person)
    return {name: (each.unread, each.calls) for name, each in found.items() if each.unread}


def test_unread_words_wait_until_they_are_read_and_ones_own_never(record: Sessions) -> None:
    opened(record)
    assert waiting(record, BRAND) == {}
    first = talk(record, PROPOSER, *AT, "k1", "Why the lamp?", product="0034")
    last = talk(record, PROPOSER, NAME, 1, "new-camper", "k2", "And here?")
    talk(record, PROPOSER, *AT, "k3", deed=Deed.RESOLVED, thread=first.thread)
    assert waiting(record, BRAND) == {NAME: (2, 0)}
    assert words_in(record, NAME, BRAND) == Words(2, 0, {}, "regular")
    assert waiting(record, PROPOSER) == {}
    assert waiting(record, GUEST) == {}
    mark_read(record, BRAND, *AT, last.id)
    assert waiting(record, BRAND) == {NAME: (1, 0)}
    mark_read(record, BRAND, NAME, 1, "new-camper", last.id)
    assert waiting(record, BRAND) == {}


def test_a_call_counts_for_whom_it_calls_and_shows_where_it_stands(record: Sessions) -> None:
    opened(record)
    talk(record, PROPOSER, NAME, 1, "new-camper", "k1", "Look.")
    talk(record, PROPOSER, *AT, "k2", "@Head of brand, why?", mentions=[BRAND.id])
    assert waiting(record, BRAND) == {NAME: (2, 1)}
    assert words_in(record, NAME, BRAND).scenario == "regular"
    assert waiting(record, DATA) == {NAME: (2, 0)}


def test_nothing_waits_for_whoever_may_not_hear_it_yet(record: Sessions) -> None:
    opened(record)
    talk(record, REVIEWER, *AT, "k1", "@Brand manager, too dear?", mentions=[SECOND_REVIEWER.id])
    assert words_for(record, SECOND_REVIEWER) == {NAME: NONE}
    give_verdict(record, SECOND_REVIEWER, *AT, "als", Answer.SHOW)
    assert waiting(record, SECOND_REVIEWER) == {}
    give_verdict(record, SECOND_REVIEWER, *AT, "best-sellers", Answer.SHOW)
    assert waiting(record, SECOND_REVIEWER) == {NAME: (1, 1)}
    give_verdict(record, SECOND_REVIEWER, *AT, "als", Answer.NONE, expected_version=1)
    assert waiting(record, SECOND_REVIEWER) == {}


def test_an_open_question_counts_once_in_the_last_release_that_it_is_read_in(
    record: Sessions,
) -> None:
    opened(record)
    asked = talk(record, PROPOSER, *AT, "k1", "@Head of brand?", mentions=[BRAND.id])
    open_release(record, PROPOSER, "summer", small_record())
    assert waiting(record, BRAND) == {"summer": (1, 1)}
    assert words_in(record, "summer", BRAND).carried == {"regular": 1}
    assert words_in(record, "summer", REVIEWER).questions == 0
    for scenario, candidate in SLATES:
        give_verdict(record, REVIEWER, "summer", 1, scenario, candidate, Answer.SHOW)
    assert words_in(record, "summer", REVIEWER).questions == 0
    close_review(record, BRAND, NAME)
    assert words_in(record, "summer", REVIEWER).questions == 1
    talk(record, BRAND, "summer", 1, "regular", "k2", deed=Deed.RESOLVED, thread=asked.thread)
    assert words_in(record, "summer", BRAND).questions == 0


def test_a_decided_release_waits_with_calls_alone(record: Sessions) -> None:
    opened(record)
    judge_all(record)
    close_review(record, BRAND, NAME)
    sign(record, BRAND, Decision.GO)
    talk(record, PROPOSER, *AT, "k1", "It went well.")
    assert waiting(record, BRAND) == {}
    talk(record, PROPOSER, *AT, "k2", "@Head of brand, thank you.", mentions=[BRAND.id])
    assert waiting(record, BRAND) == {NAME: (1, 1)}
    assert waiting(record, DATA) == {}


def test_of_a_cancelled_release_nothing_waits_but_calls(record: Sessions) -> None:
    opened(record)
    talk(record, BRAND, *AT, "k1", "Why?")
    talk(record, BRAND, *AT, "k2", "@Proposer, why?", mentions=[PROPOSER.id])
    cancel_release(record, PROPOSER, NAME)
    assert waiting(record, PROPOSER) == {NAME: (1, 1)}
    assert waiting(record, DATA) == {}
