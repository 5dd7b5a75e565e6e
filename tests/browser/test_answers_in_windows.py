"""What one person said stays theirs, whatever is pressed twice, undone or opened twice."""

import pytest
from playwright.sync_api import expect

from dashboard.releases import reviewing
from dashboard.releases.database import disconnect, sessions
from dashboard.releases.person import Person
from tests.browser.reviewing import lose_replies, lose_requests, wait_until_saved

MERCHANDISER = Person("merchandiser", "Merchandiser", roles=frozenset({"reviewer"}))


@pytest.fixture
def stored(house):
    def read():
        record = sessions(house.environment["VITRINE_DATABASE"])
        sheet = reviewing.review_sheet(record, "spring", MERCHANDISER)
        disconnect(record)
        shown = {each.id: each.columns for each in sheet.scenarios}
        return {
            (letter, str(each.value), each.comment, each.version)
            for each in sheet.verdicts
            for letter, candidate in shown[each.scenario].items()
            if candidate == each.candidate
        }

    return read


@pytest.fixture
def visit(house, browser):
    visit = house.browse(browser, "merchandiser")
    page = visit.go("/review?release=spring")
    expect(page.locator(".now .column")).to_have_count(3)
    yield visit
    known = ("401", "409", "ERR_CONNECTION_REFUSED", "ERR_FAILED")
    assert [each for each in visit.complaints if not any(word in each for word in known)] == []


def sign_in(house, visit, person):
    asked = {"data": {"person": person}, "headers": {"Origin": house.base}}
    assert visit.context.request.post(f"{house.base}/sign-in", **asked).ok


def test_a_double_click_is_one_verdict(visit, stored):
    show = visit.page.get_by_role("button", name="Show: A", exact=True)
    show.dblclick()
    visit.page.wait_for_timeout(350)
    show.click()
    wait_until_saved(visit.page)
    assert stored() == {("A", "show", "", 1)}


def test_undoing_a_verdict_keeps_the_comment(visit, stored):
    page = visit.page
    page.keyboard.press("1")
    page.keyboard.press("c")
    page.keyboard.type("Important.")
    page.keyboard.press("Escape")
    page.keyboard.press("z")
    wait_until_saved(page)
    [verdict] = stored()
    assert verdict[:3] == ("A", "no verdict", "Important.")


def test_an_answer_is_never_stored_for_who_signed_in_meanwhile(house, visit, stored):
    sign_in(house, visit, "brand-manager")
    visit.page.keyboard.press("3")
    expect(visit.page.get_by_text("Brand manager is signed in here now")).to_be_visible()
    assert stored() == set()
    sign_in(house, visit, "merchandiser")
    wait_until_saved(visit.page)
    assert stored() == {("A", "do not show", "", 1)}


def test_two_windows_without_a_server_lose_nothing(house, visit, stored):
    other = visit.context.new_page()
    other.goto(f"{house.base}/review?release=spring")
    expect(other.locator(".now .column")).to_have_count(3)
    house.kill()
    visit.page.keyboard.press("1")
    other.keyboard.press("ArrowRight")
    other.keyboard.press("3")
    visit.page.close(run_before_unload=False)
    house.start()
    wait_until_saved(other)
    assert stored() == {
        ("A", "show", "", 1),
        ("B", "do not show", "", 1),
    }


def test_a_comment_survives_a_reload_at_once(visit, stored):
    page = visit.page
    page.keyboard.press("c")
    page.keyboard.type("Draft.")
    page.reload()
    expect(page.locator(".now .column")).to_have_count(3)
    wait_until_saved(page)
    assert [verdict[2] for verdict in stored()] == ["Draft."]


def test_a_reply_that_was_lost_is_asked_for_again_before_the_answer_given_since(visit, stored):
    """Though the page was loaded again meanwhile."""
    page = visit.page
    lose_replies(page, "**/verdicts")
    page.keyboard.press("1")
    expect(page.get_by_text("Not saved yet")).to_be_visible()
    page.get_by_role("button", name="Don’t show: A", exact=True).click()
    page.reload()
    expect(page.locator(".choice[aria-pressed=true]")).to_have_count(1)
    page.unroute_all()
    wait_until_saved(page)
    expect(page.get_by_text("from another window")).to_have_count(0)
    assert stored() == {("A", "do not show", "", 2)}


def test_undo_leaves_alone_what_another_window_stored(house, visit, stored):
    page = visit.page
    other = visit.context.new_page()
    other.goto(f"{house.base}/review?release=spring")
    expect(other.locator(".now .column")).to_have_count(3)
    other.keyboard.press("1")
    wait_until_saved(other)
    page.bring_to_front()
    page.keyboard.press("3")
    page.get_by_role("button", name="Keep “Show”").click()
    page.keyboard.press("z")
    expect(page.get_by_text("Nothing to undo.")).to_be_visible()
    wait_until_saved(page)
    assert stored() == {("A", "show", "", 1)}


def test_answers_that_wait_wait_for_who_gave_them(house, visit, stored):
    page = visit.page
    lose_requests(page)
    page.keyboard.press("3")
    expect(page.get_by_text("Not saved yet")).to_be_visible()
    page.close(run_before_unload=False)
    visit.page = visit.context.new_page()
    for person, count, said in (
        ("brand-manager", 0, set()),
        ("merchandiser", 1, {("A", "do not show", "", 1)}),
    ):
        sign_in(house, visit, person)
        page = visit.go("/review?release=spring")
        expect(page.locator(".now .column")).to_have_count(3)
        expect(page.locator(".choice[aria-pressed=true]")).to_have_count(count)
        page.wait_for_load_state("networkidle")
        assert stored() == said
    wait_until_saved(page)


def test_the_first_page_has_an_address_of_its_own(house, visit):
    page = visit.go("/releases")
    expect(page.get_by_role("heading", name="Releases")).to_be_visible()
    expect(page.get_by_text("Page not found")).to_have_count(0)
