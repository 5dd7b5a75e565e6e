"""A1, A3, A4, A8, A9, A10, B2, B3, B9: answers are never lost, doubled or mixed up, nor stale."""

import random
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier, Event
from time import sleep

import pytest
from sqlalchemy import make_url, select

from dashboard.releases.answering import give_verdict, judge, prefer
from dashboard.releases.choices import Answer, Decision, Opinion, State
from dashboard.releases.database import Sessions, disconnect, reading, sessions
from dashboard.releases.facts import (
    AlreadyAnswered,
    AlreadyDecided,
    AlreadySigned,
    Fact,
    NotReady,
    Stale,
    StaleFingerprint,
)
from dashboard.releases.fingerprint import fingerprint
from dashboard.releases.gate import Standing
from dashboard.releases.model import Release
from dashboard.releases.person import Person
from dashboard.releases.queries import (
    decision_page,
    frozen_parts,
    gate,
    release_page,
    releases_for,
)
from dashboard.releases.reviewing import review_sheet
from dashboard.releases.said import Judgement, Preference, Verdict
from dashboard.releases.services import close_review, open_release, revise_release, sign_off
from tests.faults.answering import Question
from tests.faults.cut_line import cut_line
from tests.postgresql import Cluster
from tests.small_release import (
    BRAND,
    DATA,
    NAME,
    PROPOSER,
    REVIEWER,
    SLATES,
    judge_all,
    nothing_moved,
    opened,
    reviewed,
    sign,
    small_record,
)

ROOT = Path(__file__).parents[2]
SLATE = (NAME, 1, "regular", "als")


def full(count: int, all_of_it: int) -> list[object]:
    """A count in its small form, and in full for a soak."""
    return [count, pytest.param(all_of_it, marks=pytest.mark.soak)]


def wide_record(scenarios: int) -> dict:
    """A release of so many scenarios, each a situation of its own, with two slates."""
    record = small_record()
    first, evidence = record["scenarios"][0], record["evidence"][:2]
    ids = [f"shopper-{number:02}" for number in range(scenarios)]
    record["scenarios"] = [first | {"id": each, "shopper": {"called": each}} for each in ids]
    record["evidence"] = [each | {"scenario": scenario} for scenario in ids for each in evidence]
    return record


def slates(record: dict) -> list[tuple[str, str]]:
    return [(each["scenario"], each["candidate"]) for each in record["evidence"]]


def at_once(works: Iterable[Callable[[], object]]) -> list[object]:
    """Run all at the same moment; a fact that one raised is its result."""
    works = list(works)
    barrier = Barrier(len(works))

    def run(work: Callable[[], object]) -> object:
        barrier.wait()
        try:
            return work()
        except Fact as fact:
            return fact

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(run, works))


def stored(record: Sessions) -> list[Verdict]:
    with reading(record) as session:
        return list(session.scalars(select(Verdict).order_by(Verdict.id)))


def everything(record: dict) -> list[Question]:
    """All that one reviewer can be asked: slates, the products on them, which slate is best."""
    shown = {
        Question("judgement", each["scenario"], row["product_id"])
        for each in record["evidence"]
        for row in each["slate"]
    }
    best = {Question("preference", each["id"], "als") for each in record["scenarios"]}
    return [*(Question("verdict", *each) for each in slates(record)), *sorted(shown), *sorted(best)]


def answered(record: Sessions) -> Counter[tuple[str, Question]]:
    """How often each question is answered in the record, and by whom."""
    with reading(record) as session:
        verdicts = session.scalars(select(Verdict)).all()
        judgements = session.scalars(select(Judgement)).all()
        preferences = session.scalars(select(Preference)).all()
    assert all(each.comment == each.person_id for each in (*verdicts, *judgements))
    rows = [("verdict", each, each.candidate_id) for each in verdicts]
    rows += [("judgement", each, each.product_id) for each in judgements]
    rows += [("preference", each, ",".join(each.best)) for each in preferences]
    return Counter(
        (each.person_id, Question(kind, each.scenario_id, about)) for kind, each, about in rows
    )


@pytest.mark.parametrize("kills", full(4, 60))
def test_every_acknowledged_answer_survives_the_kill_of_its_process_once(
    address: str, record: Sessions, kills: int
) -> None:
    """A1: verdicts, judgements and preferences."""
    wide = wide_record(8)
    open_release(record, PROPOSER, NAME, wide)
    asked = everything(wide)
    chance = random.Random(kills)
    writers = [f"writer-{number}" for number in range(4 if kills > 4 else 2)]
    acknowledged: Counter[tuple[str, Question]] = Counter()

    def answer(person_id: str, until: int | None) -> None:
        told = [address, person_id, NAME, *map(str, asked)]
        command = [sys.executable, "-m", "tests.faults.answering", *told]
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
            for number, line in enumerate(process.stdout):
                question, version, found = line.split()
                assert version == "1"
                acknowledged[person_id, Question.read(question)] += found == "False"
                if number == until:
                    process.kill()

    def live(person_id: str) -> None:
        for _ in range(kills // len(writers)):
            answer(person_id, chance.randrange(len(asked)))
        answer(person_id, None)

    with ThreadPoolExecutor(len(writers)) as pool:
        list(pool.map(live, writers))
    once = Counter((writer, question) for writer in writers for question in asked)
    assert answered(record) == once
    assert acknowledged.keys() == once.keys()
    assert acknowledged <= once


@pytest.mark.postgresql
def test_an_answer_whose_commit_reply_was_cut_off_is_stored_once(
    postgresql: Cluster, postgresql_address: str
) -> None:
    wide = wide_record(15)
    direct = sessions(postgresql_address)
    open_release(direct, PROPOSER, NAME, wide)
    with tempfile.TemporaryDirectory(dir="/tmp", prefix="vitrine-line-") as line:
        by_line = make_url(postgresql_address).set(query={"host": line})
        with cut_line(postgresql.folder, Path(line)) as lost:
            record = sessions(by_line.render_as_string())
            receipts = [
                give_verdict(record, REVIEWER, NAME, 1, *slate, Answer.SHOW)
                for slate in slates(wide)
            ]
            disconnect(record)
    assert len(lost) >= 10
    assert [each.version for each in receipts] == [1] * 30
    assert len(stored(direct)) == 30
    disconnect(direct)


@pytest.mark.postgresql
def test_a_signature_whose_commit_reply_was_cut_off_is_one_signature(
    postgresql: Cluster, postgresql_address: str
) -> None:
    direct = sessions(postgresql_address)
    reviewed(direct, settings={"quorum": 3})
    with tempfile.TemporaryDirectory(dir="/tmp", prefix="vitrine-line-") as line:
        by_line = make_url(postgresql_address).set(query={"host": line})
        with cut_line(postgresql.folder, Path(line)) as lost:
            record = sessions(by_line.render_as_string())
            for number in range(3):
                role = frozenset({f"approver:{number}"})
                receipt = sign(record, Person(f"head-{number}", "Head", roles=role))
            disconnect(record)
    assert lost
    assert receipt.state is State.GO
    assert len(decision_page(direct, NAME, BRAND).page.sign_offs) == 3
    disconnect(direct)


VERDICTS = (give_verdict, SLATE, Answer.SHOW, Answer.DO_NOT_SHOW)
JUDGEMENTS = (judge, (NAME, 1, "regular", "0056"), Opinion.SUITS, Opinion.NEVER)
PREFERENCES = (prefer, (NAME, 1, "regular"), ["als"], ["best-sellers"])
KINDS = pytest.mark.parametrize(
    ("give", "about", "one", "other"),
    [VERDICTS, JUDGEMENTS, PREFERENCES],
    ids=["verdict", "judgement", "preference"],
)


@pytest.mark.parametrize("clicks", [2, 6])
@KINDS
def test_a_double_click_is_one_version(
    record: Sessions, clicks: int, give: Callable, about: tuple, one: object, other: object
) -> None:
    opened(record)
    click = lambda: give(record, REVIEWER, *about, one)  # noqa: E731
    receipts = at_once([click] * clicks)
    assert [each.version for each in receipts] == [1] * clicks
    assert sorted(each.found for each in receipts) == [False] + [True] * (clicks - 1)
    assert give(record, REVIEWER, *about, other, expected_version=1).version == 2


def test_a_second_click_after_350_ms_is_the_same_version(record: Sessions) -> None:
    opened(record)
    give_verdict(record, REVIEWER, *SLATE, Answer.SHOW)
    sleep(0.35)
    before_redraw = give_verdict(record, REVIEWER, *SLATE, Answer.SHOW, expected_version=0)
    after_redraw = give_verdict(record, REVIEWER, *SLATE, Answer.SHOW, expected_version=1)
    assert before_redraw == after_redraw
    assert (after_redraw.version, after_redraw.found) == (1, True)
    assert len(stored(record)) == 1


@KINDS
def test_two_tabs_that_disagree_at_once_store_one_and_show_the_other_both(
    record: Sessions, give: Callable, about: tuple, one: object, other: object
) -> None:
    opened(record)
    results = at_once(
        [lambda each=each: give(record, REVIEWER, *about, each) for each in (one, other)]
    )
    (loser,) = [each for each in results if isinstance(each, AlreadyAnswered)]
    (winner,) = [each for each in results if each is not loser]
    said = "best" if give is prefer else "value"
    assert getattr(loser.stored, said) == getattr(winner, said)
    chosen = other if results[0] is winner else one
    after = give(record, REVIEWER, *about, chosen, expected_version=loser.stored.version)
    assert (winner.version, loser.stored.version, after.version) == (1, 1, 2)


def test_a_double_click_on_sign_is_one_signature(record: Sessions) -> None:
    reviewed(record, settings={"quorum": 2})
    results = at_once([lambda: sign(record, BRAND)] * 3)
    assert sum(isinstance(each, AlreadySigned) for each in results) == 2
    assert len(release_page(record, NAME, BRAND).sign_offs) == 1


@pytest.mark.parametrize(
    ("reviewers", "scenarios"), [(12, 2), pytest.param(50, 8, marks=pytest.mark.soak)]
)
def test_many_reviewers_at_once_lose_nothing_and_see_only_their_own(
    record: Sessions, reviewers: int, scenarios: int
) -> None:
    wide = wide_record(scenarios)
    open_release(record, PROPOSER, NAME, wide)
    asked = everything(wide)
    people = [
        Person(f"reviewer-{number}", f"Reviewer {number}", roles=frozenset({"reviewer"}))
        for number in range(reviewers)
    ]

    def answer_all(person: Person) -> list[int]:
        return [each.answer(record, person, NAME).version for each in asked]

    acknowledged = at_once([lambda each=each: answer_all(each) for each in people])
    assert acknowledged == [[1] * len(asked)] * reviewers
    assert answered(record) == Counter((each.id, one) for each in people for one in asked)
    for person in people:
        sheet = review_sheet(record, NAME, person)
        mine = (*sheet.verdicts, *sheet.judgements)
        assert {each.comment for each in mine} == {person.id}
        assert len(mine) + len(sheet.preferences) == len(asked)


@pytest.mark.parametrize("rounds", full(4, 40))
def test_twenty_writers_and_twenty_readers_never_meet_a_locked_sqlite(
    sqlite_address: str, rounds: int
) -> None:
    record = sessions(sqlite_address)
    opened(record)

    def change_mind(number: int) -> int:
        person = Person(f"writer-{number}", "Writer", roles=frozenset({"reviewer"}))
        for version in range(rounds):
            answer = (Answer.SHOW, Answer.DO_NOT_SHOW)[version % 2]
            give_verdict(record, person, *SLATE, answer, expected_version=version)
        return rounds

    def look(number: int) -> int:
        for _ in range(rounds):
            decision_page(record, NAME, REVIEWER)
            releases_for(record, REVIEWER)
        return rounds

    results = at_once(
        [lambda n=n, work=work: work(n) for n in range(20) for work in (change_mind, look)]
    )
    assert results == [rounds] * 40
    assert len(stored(record)) == 20 * rounds
    disconnect(record)


@pytest.mark.parametrize("races", full(8, 300))
def test_no_race_between_signing_and_revising_certifies_what_was_not_signed(
    record: Sessions, races: int
) -> None:
    for race in range(races):
        _race(record, f"race-{race}", pause=0.001 * (race % 10))


def _race(record: Sessions, name: str, pause: float) -> None:
    """Two approvers sign what they saw while the proposer revises it and it is closed again."""
    before, after = (small_record(settings={"quorum": 1, "roles": [each]}) for each in "ab")
    open_release(record, PROPOSER, name, before)
    _judge_and_close(record, name, 1)
    pages = {person.id: release_page(record, name, person) for person in (BRAND, DATA)}
    over = Event()

    def approve(person: Person) -> object:
        page = pages[person.id]
        sleep(pause)
        go = (Decision.GO, ["als"], "It suits.", page.confirm["GO"])
        seen = page.fingerprint, page.review
        return sign_off(record, person, name, *go, *seen, compare=nothing_moved)

    def revise() -> None:
        try:
            revise_release(record, PROPOSER, name, after)
            _judge_and_close(record, name, 2)
        finally:
            over.set()

    def ask() -> list[dict]:
        answers = []
        while not over.is_set():
            frozen = frozen_parts(record, name)
            answers.append(gate(record, name, Standing(frozen.fingerprint)))
        return answers

    *signatures, revised, answers = at_once(
        [lambda: approve(BRAND), lambda: approve(DATA), revise, ask]
    )
    assert revised is None
    served = [each["fingerprint"] for each in answers if each["serve"]]
    assert set(served) <= {fingerprint(before)}
    _assert_only_what_was_signed(record, name)
    refused = [each for each in signatures if isinstance(each, Fact)]
    assert all(isinstance(each, StaleFingerprint) for each in refused)
    assert all(each.changed == ("settings",) for each in refused)


def _judge_and_close(record: Sessions, name: str, revision: int) -> None:
    for slate in SLATES[::2]:
        give_verdict(record, REVIEWER, name, revision, *slate, Answer.SHOW)
    close_review(record, BRAND, name)


def _assert_only_what_was_signed(record: Sessions, name: str) -> None:
    """The revision that won has no signature, and is not GO."""
    with reading(record) as session:
        release = session.scalars(select(Release).where(Release.name == name)).one()
        assert (release.revision, release.state) == (2, State.CLOSED)
        assert release.current.sign_offs == []
        for revision in release.revisions:
            for each in revision.sign_offs:
                assert each.fingerprint == revision.fingerprint


def test_a_signature_on_an_old_fingerprint_or_review_is_refused(record: Sessions) -> None:
    reviewed(record)
    old = release_page(record, NAME, BRAND)
    revise_release(record, PROPOSER, NAME, small_record(settings={"quorum": 2}))
    judge_all(record, revision=2)
    close_review(record, BRAND, NAME)
    for stale in ({"fingerprint": old.fingerprint}, {"review": "0" * 64}):
        with pytest.raises(Stale):
            sign(record, BRAND, **stale)
    assert release_page(record, NAME, BRAND).sign_offs == ()


@pytest.mark.parametrize("races", full(10, 100))
def test_of_go_and_no_go_at_once_no_go_holds(record: Sessions, races: int) -> None:
    open_release(record, PROPOSER, NAME, small_record())
    for race in range(1, races + 1):
        _judge_and_close(record, NAME, race)
        go, no_go = at_once(
            [
                lambda: sign(record, BRAND),
                lambda: sign(record, DATA, Decision.NO_GO, ()),
            ]
        )
        assert no_go.state is State.NO_GO
        assert isinstance(go, AlreadyDecided) or go.state is State.GO
        page = release_page(record, NAME, BRAND)
        assert page.line.state is State.NO_GO
        assert gate(record, NAME, Standing(page.fingerprint))["decision"] == "NO-GO"
        revise_release(record, PROPOSER, NAME, small_record())


def test_go_after_no_go_waits_for_a_revision(record: Sessions) -> None:
    reviewed(record)
    sign(record, BRAND, Decision.NO_GO, ())
    with pytest.raises(AlreadyDecided, match="until its proposer opens a new revision"):
        sign(record, DATA)
    with pytest.raises(AlreadySigned):
        sign(record, BRAND)
    revise_release(record, PROPOSER, NAME, small_record())
    with pytest.raises(NotReady, match="still in review"):
        sign(record, BRAND)
