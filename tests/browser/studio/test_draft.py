"""What is written and not yet saved: undone, done again, kept while the page is left."""

import re

from playwright.sync_api import expect

from tests.browser.studio.conftest import strip, wait_for_slates


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


def test_details_are_offered_from_other_scenarios_and_any_are_taken(open_studio):
    page = open_studio()
    page.get_by_role("tab", name="Details").click()
    page.get_by_role("button", name="segment", exact=True).click()
    field = page.get_by_label("segment is")
    expect(field).to_be_focused()
    page.keyboard.type("loyal")
    page.get_by_role("button", name="Anything else").click()
    expect(page.get_by_label("What is known").last).to_be_focused()
    page.keyboard.type("postcode")
    page.keyboard.press("Tab")
    expect(page.get_by_label("postcode is")).to_be_focused()
    page.keyboard.type("00123")
    page.get_by_label("Add a tag").fill("first")
    page.keyboard.press("Enter")
    page.get_by_label("On which day").fill("2026-03-01")
    page.keyboard.press("Enter")
    page.get_by_label("Owner").fill("home")
    kept = page.evaluate("JSON.parse(localStorage['vitrine:draft:merchandiser:new']).scenario")
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
