"""Two browsers in the same release at once."""

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from dashboard.releases.choices import Answer
from dashboard.releases.database import disconnect, reading, sessions
from dashboard.releases.reviewing import current
from dashboard.releases.rows import verdict_rows
from dashboard.releases.said import Verdict
from tests.browser.reviewing import lose_replies, stand_at, wait_until_saved

SCENARIOS = 5


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def served(request, make_house):
    database = None
    if request.param == "postgresql":
        database = request.getfixturevalue("postgresql").new_database()
    house = make_house(database)
    asked = sorted(path.stem for path in (house.folder / "scenarios").glob("*.yaml"))[:SCENARIOS]
    house.open_release("spring", "best-sellers", "als", scenarios=tuple(asked))
    house.start()
    return house


def verdicts_of(record):
    """Everybody's, as they stand in the record."""
    with reading(record) as session:
        return verdict_rows(session, current(session, "spring")[1])


def answer_by_turns(visits, number):
    """Both see the same shopper, and answer key by key."""
    for visit in visits.values():
        stand_at(visit.page, number)
        expect(visit.page.locator(".now .column")).to_have_count(2)
    for _ in range(2):
        for key, visit in visits.items():
            visit.page.keyboard.press(key)
    for visit in visits.values():
        visit.page.keyboard.press("Enter")


def test_nothing_is_lost_or_doubled_where_two_review_at_once(served, browser):
    visits = {
        "1": served.browse(browser, "merchandiser"),
        "3": served.browse(browser, "brand-manager"),
    }
    for visit in visits.values():
        visit.go("/review?release=spring")
    for number in range(1, SCENARIOS + 1):
        answer_by_turns(visits, number)
    for visit in visits.values():
        wait_until_saved(visit.page)
        assert visit.complaints == []

    record = sessions(served.environment["VITRINE_DATABASE"])
    stored = verdicts_of(record)
    disconnect(record)
    said = {(each.person_id, each.scenario_id, each.candidate_id): each for each in stored}
    assert len(stored) == len(said) == 2 * 2 * SCENARIOS
    assert {each.version for each in stored} == {1}
    for each in stored:
        wanted = Answer.SHOW if each.person_id == "merchandiser" else Answer.DO_NOT_SHOW
        assert each.value is wanted


def test_a_second_window_of_one_reviewer_is_told_and_may_choose(served, browser):
    visit = served.browse(browser, "merchandiser")
    first = visit.go("/review?release=spring")
    expect(first.locator(".now .column")).to_have_count(2)
    second = visit.context.new_page()
    second.goto(f"{served.base}/review?release=spring")
    expect(second.locator(".now .column")).to_have_count(2)
    first.keyboard.press("1")
    wait_until_saved(first)
    second.bring_to_front()
    second.keyboard.press("3")
    expect(second.get_by_text("from another window")).to_be_visible()
    second.get_by_role("button", name="Use “Don’t show” instead").click()
    wait_until_saved(second)
    record = sessions(served.environment["VITRINE_DATABASE"])
    [verdict] = verdicts_of(record)
    disconnect(record)
    assert (verdict.value, verdict.version) == (Answer.DO_NOT_SHOW, 2)


def test_an_answer_whose_reply_was_lost_is_not_taken_for_another_windows(served, browser):
    """A3: the reply is cut off, and another key is pressed meanwhile."""
    page = served.browse(browser, "merchandiser").go("/review?release=spring")
    expect(page.locator(".now .column")).to_have_count(2)
    lose_replies(page, "**/verdicts")
    page.keyboard.press("1")
    expect(page.get_by_text("Not saved yet")).to_be_visible()
    page.get_by_role("button", name="Don’t show: A", exact=True).click()
    page.unroute_all()
    wait_until_saved(page)
    expect(page.get_by_text("from another window")).to_have_count(0)
    record = sessions(served.environment["VITRINE_DATABASE"])
    with reading(record) as session:
        stored = session.scalars(select(Verdict).order_by(Verdict.version)).all()
    disconnect(record)
    assert [(str(each.value), each.version) for each in stored] == [("show", 1), ("do not show", 2)]
