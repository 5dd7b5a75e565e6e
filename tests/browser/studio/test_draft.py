"""What is written and not yet saved: undone, done again, kept while the page is left."""

import json
import re

import pytest
from playwright.sync_api import expect

from tests.browser.studio.conftest import strip, wait_for_slates

FULL = """() => {
  for (let size = 1 << 23; size; size >>= 1)
    try { localStorage.setItem(`full:${size}`, "x".repeat(size)); }
    catch (error) { if (error.name !== "QuotaExceededError") throw error; }
}"""


def kept_drafts(page):
    """All that this browser keeps of what was written."""
    kept = page.evaluate("Object.entries(localStorage)")
    return [json.loads(text) for key, text in kept if key.startswith("vitrine:draft:")]


def open_tab(visit, address, into=None):
    """Another tab of the same browser."""
    tab = into or visit.context.new_page()
    tab.goto(f"{visit.base}/scenarios?{address}")
    expect(tab.get_by_label("Title")).to_be_visible()
    return tab


def test_every_change_is_undone_and_done_again(page):
    before = strip(page)
    page.get_by_label("Title").fill("Another name")
    page.locator(".results .tile").first.click()
    after = strip(page)
    assert len(after) == 5
    page.get_by_role("button", name="Undo").click()
    assert strip(page) == before
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_label("Title")).to_have_value("Candles again")
    expect(page.get_by_role("button", name="Undo")).to_have_attribute("aria-disabled", "true")
    page.locator(".results .tile").nth(5).focus()
    page.keyboard.press("Control+Shift+z")
    expect(page.get_by_label("Title")).to_have_value("Another name")
    page.keyboard.press("Control+Shift+z")
    assert strip(page) == after


def test_a_sentence_typed_at_once_is_undone_at_once(page):
    page.get_by_label("Story").click()
    page.keyboard.press("Control+End")
    page.keyboard.type(" And again.")
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_label("Story")).to_have_value(re.compile("only more of the same is not.$"))
    expect(page.get_by_role("button", name="Undo")).to_have_attribute("aria-disabled", "true")


def test_tab_leads_from_the_title_to_the_story_and_writing_on_undoes_nothing(page):
    page.get_by_label("Title").fill("Another name")
    page.keyboard.press("Tab")
    expect(page.get_by_label("Story")).to_be_focused()
    page.keyboard.press("Control+End")
    page.keyboard.type(" and so on and on")
    expect(page.get_by_label("Title")).to_have_value("Another name")
    expect(page.get_by_label("Story")).to_have_value(re.compile(" and so on and on$"))
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Undo")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    expect(page.get_by_label("Title")).to_be_focused()
    undo, title = (page.locator(each).bounding_box() for each in (".studio > .acts", "input.title"))
    assert undo["y"] < title["y"] + title["height"] and undo["x"] >= title["x"] + title["width"]


def test_a_draft_outlives_the_page_and_is_given_up_on_request(open_studio):
    page = open_studio("scenario=candles-again")
    page.get_by_label("Title").fill("Kept")
    page.locator(".results .tile").first.click()
    kept = strip(page)
    page.get_by_role("link", name="All scenarios").click()
    expect(page.get_by_role("heading", name="Scenarios")).to_be_visible()
    page = open_studio("scenario=candles-again")
    expect(page.get_by_label("Title")).to_have_value("Kept")
    assert strip(page) == kept
    expect(page.get_by_text("Your unsaved changes from before")).to_be_visible()
    page.get_by_role("button", name="Start again from the saved one").click()
    expect(page.get_by_label("Title")).to_have_value("Candles again")
    expect(page.get_by_text("Your unsaved changes from before")).to_have_count(0)
    page.reload()
    wait_for_slates(page)
    expect(page.get_by_label("Title")).to_have_value("Candles again")


def test_a_draft_is_its_persons_own(open_studio, visit, studio_house):
    page = open_studio("scenario=candles-again")
    page.get_by_label("Title").fill("Mine")
    visit.context.clear_cookies()
    answer = visit.context.request.post(
        f"{studio_house.base}/sign-in", data={"person": "brand-manager"}
    )
    assert answer.ok
    page = open_studio("scenario=candles-again")
    expect(page.get_by_label("Title")).to_have_value("Candles again")


def test_two_tabs_of_a_new_scenario_have_a_draft_each(visit):
    one, other = (open_tab(visit, "scenario=new", tab) for tab in (visit.page, None))
    one.get_by_label("Title").fill("One")
    other.get_by_label("Title").fill("Another")
    for tab, title in ((one, "One"), (other, "Another")):
        tab.reload()
        expect(tab.get_by_label("Title")).to_have_value(title)
        expect(tab.get_by_text("You left")).to_have_count(0)


def test_a_doubled_tab_has_a_draft_of_its_own(visit):
    one = open_tab(visit, "scenario=tea-for-two", visit.page)
    one.get_by_label("Title").fill("One")
    with one.expect_popup() as opened:
        one.evaluate("() => void open(location.href)")
    other = opened.value
    expect(other.get_by_label("Title")).to_have_value("Tea for two")
    other.get_by_label("Title").fill("Another")
    one.reload()
    expect(one.get_by_label("Title")).to_have_value("One")


def test_what_closed_tabs_left_is_found_again_and_none_is_lost(visit):
    first, second = (open_tab(visit, "scenario=tea-for-two") for _ in range(2))
    first.get_by_label("Title").fill("First")
    second.get_by_label("Title").fill("Second")
    first.close()
    second.close()
    page = open_tab(visit, "scenario=tea-for-two", visit.page)
    expect(page.get_by_label("Title")).to_have_value("Second")
    expect(page.get_by_text("Your unsaved changes from before")).to_be_visible()
    expect(page.get_by_text("You left “First” unsaved, today")).to_be_visible()
    page.get_by_role("button", name="Go on with that").click()
    expect(page.get_by_label("Title")).to_have_value("First")
    page.get_by_role("button", name="Go on with that").click()
    expect(page.get_by_label("Title")).to_have_value("Second")
    page.reload()
    expect(page.get_by_label("Title")).to_have_value("Second")
    expect(page.get_by_text("You left “First” unsaved, today")).to_be_visible()


def test_a_copy_that_was_left_is_offered_where_a_new_one_begins(visit):
    tab = open_tab(visit, "scenario=new&from=tea-for-two")
    tab.get_by_label("Title").fill("Tea for three")
    tab.close()
    page = open_tab(visit, "scenario=new", visit.page)
    expect(page.get_by_label("Title")).to_have_value("")
    page.get_by_role("button", name="Go on with that").click()
    expect(page.get_by_label("Title")).to_have_value("Tea for three")


def test_a_browser_without_room_says_so_and_keeps_the_words_on_the_page(visit):
    page = open_tab(visit, "scenario=tea-for-two", visit.page)
    page.evaluate(FULL)
    page.get_by_label("Story").fill("Nowhere to put this. " * 20)
    expect(page.get_by_text("This browser keeps no draft")).to_be_visible()
    page.get_by_role("link", name="All scenarios").click()
    page.get_by_role("link", name="Tea for two", exact=True).click()
    expect(page.get_by_label("Story")).to_have_value("Nowhere to put this. " * 20)
    expect(page.get_by_text("This browser keeps no draft")).to_be_visible()
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.reload()
    assert asked == ["beforeunload"]


@pytest.mark.parametrize("address", ["from=../x", "from=no-such-one", "template=none"])
def test_what_is_not_there_to_begin_with_is_said_with_a_way_on(visit, address):
    page = visit.go(f"/scenarios?scenario=new&{address}")
    expect(page.get_by_text("There is no ")).to_be_visible()
    page.get_by_role("button", name="Start from nothing").click()
    expect(page.get_by_label("Title")).to_have_value("")
    visit.complaints.clear()


def test_an_answer_that_is_none_of_ours_is_told_in_a_sentence(visit):
    visit.page.route(
        "**/api/scenarios/tea-for-two", lambda route: route.fulfill(body="Sign in first")
    )
    page = visit.go("/scenarios?scenario=tea-for-two")
    expect(page.get_by_text("it may be busy or away")).to_be_visible()
    page.unroute("**/api/scenarios/tea-for-two")
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_label("Title")).to_have_value("Tea for two")


def test_details_are_offered_from_other_scenarios_and_any_are_taken(open_studio):
    page = open_studio()
    page.get_by_role("tab", name="Details").click()
    page.get_by_role("button", name="Segment", exact=True).click()
    field = page.get_by_label("Segment is")
    expect(field).to_be_focused()
    page.keyboard.type("loyal")
    page.get_by_role("button", name="Add a detail").click()
    expect(page.get_by_label("What is known").last).to_be_focused()
    page.keyboard.type("postcode")
    page.keyboard.press("Tab")
    expect(page.get_by_label("Postcode is")).to_be_focused()
    page.keyboard.type("00123")
    page.get_by_label("Add a tag").fill("first")
    page.keyboard.press("Enter")
    page.get_by_label("The day they visit").fill("2026-03-01")
    page.keyboard.press("Enter")
    page.get_by_label("Owner").fill("home")
    [kept] = [each["scenario"] for each in kept_drafts(page)]
    assert kept["shopper"] == {"segment": "loyal", "postcode": "00123"}
    assert (kept["tags"], kept["as_of"], kept["owner"]) == (["first"], "2026-03-01", "home")


def test_whoever_has_no_role_looks_but_changes_nothing(studio_house, browser):
    guest = studio_house.browse(browser, "guest")
    page = guest.go("/scenarios?scenario=candles-again")
    wait_for_slates(page)
    expect(page.get_by_text("only people with a role change scenarios")).to_be_visible()
    expect(page.get_by_role("button", name="Save")).to_have_count(0)
    before = strip(page)
    page.locator(".results .tile").first.click()
    page.locator(".face").first.focus()
    page.keyboard.press("Delete")
    page.keyboard.press("Alt+ArrowRight")
    assert strip(page) == before
    expect(page.get_by_label("Title")).not_to_be_editable()
    assert guest.complaints == []
