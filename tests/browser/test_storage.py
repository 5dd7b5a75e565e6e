"""A browser that keeps nothing, has no more room, or keeps what is not ours: nothing is lost
without a word."""

import json
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from dashboard.releases.database import disconnect, reading, sessions
from dashboard.releases.said import Judgement, Remark, Verdict
from tests.browser.reviewing import lose_requests, wait_until_saved
from tests.browser.studio.conftest import wait_for_slates
from tests.house import House

FULL = """() => {
  for (let size = 1 << 23; size; size >>= 1)
    try { localStorage.setItem(`full:${size}`, "x".repeat(size)); }
    catch (error) { if (error.name !== "QuotaExceededError") throw error; }
}"""
REFUSING = {
    "forbidden": "const denied = () => { throw new DOMException('denied', 'SecurityError'); };"
    "for (const name of ['localStorage', 'sessionStorage'])"
    "  Object.defineProperty(window, name, { get: denied });",
    "absent": "for (const name of ['localStorage', 'sessionStorage'])"
    "  Object.defineProperty(window, name, { value: null });",
    "without room": "Storage.prototype.setItem = () =>"
    " { throw new DOMException('full', 'QuotaExceededError'); };",
    "forgetful": "Storage.prototype.setItem = () => {};",
}
"""What a browser does before any of our modules runs."""
FOREIGN = ("{", "[null]", '{"address": 1, "content": [], "scenario": {"title": 3}}')
PLACES = (
    "vitrine:merchandiser:spring:1|verdicts|{scenario}|A",
    "vitrine:merchandiser:spring:1|judgements|{scenario}|p1",
    "vitrine:merchandiser:spring:1|preferences|{scenario}",
    "vitrine:merchandiser:spring:1|nothing of ours",
    "vitrine:merchandiser:spring:1:talk|key",
    "vitrine:merchandiser:spring:0|judgements|x|p1",
    "vitrine-keys-off",
    "vitrine:draft:merchandiser:candles-again:tab",
    "vitrine:studio:rail-aside",
)
SOUND_BUT_ODD = {
    "vitrine:merchandiser:spring:1|verdicts|x|A": {"value": "perhaps", "comment": ""},
    "vitrine:merchandiser:spring:1|verdicts|y|A": {"value": "show", "comment": 3},
    "vitrine:merchandiser:spring:1|preferences|x": {"best": "A"},
    "vitrine:merchandiser:spring:1:talk|odd": {"text": 7},
}
NOTHING = "This browser keeps nothing: don’t close the page before all is sent."


@pytest.fixture
def stored(house: House) -> Callable[[], list[str]]:
    """All that the record holds of what was said here, as words."""

    def read() -> list[str]:
        record = sessions(house.environment["VITRINE_DATABASE"])
        with reading(record) as session:
            said = [
                *(str(each.value) for each in session.scalars(select(Verdict))),
                *(str(each.value) for each in session.scalars(select(Judgement))),
                *(each.text for each in session.scalars(select(Remark))),
            ]
        disconnect(record)
        return said

    return read


def open_review(page: Page) -> Page:
    expect(page.locator(".now .column canvas.here").first).to_be_visible()
    return page


def say(page: Page, words: str) -> None:
    page.keyboard.press("t")
    page.get_by_role("textbox", name="About").fill(words)
    page.get_by_role("button", name="Send").click()


@pytest.mark.parametrize("script", REFUSING.values(), ids=REFUSING)
def test_all_is_sent_from_a_browser_that_keeps_nothing_and_that_is_said(
    house, browser, stored, script
):
    visit = house.browse(browser, "merchandiser")
    visit.context.add_init_script(script)
    page = open_review(visit.go("/review?release=spring"))
    page.locator(".now .column .tile").first.focus()
    for key in "s1":
        page.keyboard.press(key)
    expect(page.get_by_text(NOTHING)).to_have_count(1)
    say(page, "Sent all the same.")
    expect(page.locator(".talk .text")).to_have_text("Sent all the same.")
    expect(page.locator(".talk .waiting")).to_have_count(0)
    assert sorted(stored()) == ["Sent all the same.", "show", "suits"]
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Understood").click()
    page.keyboard.press("d")
    expect(page.get_by_text(NOTHING)).to_have_count(0)


def test_what_is_neither_kept_nor_sent_is_told_and_does_not_show_as_given(house, browser, stored):
    visit = house.browse(browser, "merchandiser")
    page = open_review(visit.go("/review?release=spring"))
    page.evaluate(FULL)
    lose_requests(page)
    page.locator(".now .column .tile").first.focus()
    for key in "xb1":
        page.keyboard.press(key)
    banner = page.get_by_text("what you said last does not count until it is")
    expect(banner).to_be_visible()
    for given in (
        ".choice[aria-pressed=true]",
        ".prefer[aria-pressed=true]",
        "[data-judged=never]",
    ):
        expect(page.locator(f".now {given}, .bar {given}")).to_have_count(0)
    say(page, "Not heard yet.")
    expect(page.locator(".talk .status")).to_contain_text("Don’t close the page")
    expect(page.get_by_text("Your words are not sent")).to_have_count(1)
    page.keyboard.press("Escape")
    page.unroute_all()
    expect(page.locator(".choice[aria-pressed=true]")).to_have_count(1)
    expect(page.locator(".prefer[aria-pressed=true]")).to_have_count(1)
    expect(page.locator(".now [data-judged=never]").first).to_be_visible()
    expect(banner).to_have_count(0)
    expect(page.get_by_text("Your words are not sent")).to_have_count(0)
    assert sorted(stored()) == ["Not heard yet.", "never", "show"]


def test_an_answer_that_found_no_room_is_not_followed_by_the_one_it_replaced(
    house, browser, stored
):
    visit = house.browse(browser, "merchandiser")
    page = open_review(visit.go("/review?release=spring"))
    lose_requests(page)
    page.keyboard.press("3")
    expect(page.get_by_text("Not saved yet")).to_be_visible()
    page.evaluate(f"() => {{ {REFUSING['without room']} }}")
    show = page.get_by_role("button", name="Show: A", exact=True)
    show.click()
    expect(page.get_by_text("what you said last does not count until it is")).to_be_visible()
    assert not page.evaluate("Object.keys(localStorage).some(each => each.includes('|verdicts|'))")
    page.unroute_all()
    expect(show).to_have_attribute("aria-pressed", "true")
    assert stored()[-1] == "show"


@pytest.mark.parametrize("text", FOREIGN)
def test_what_is_not_ours_in_the_browser_hinders_nothing(house, browser, stored, text):
    scenario = house.shown("spring")["scenarios"][0]
    places = [each.format(scenario=scenario) for each in PLACES]
    visit = house.browse(browser, "merchandiser")
    visit.page.goto(f"{house.base}/healthz")
    address = "/api/releases/spring/verdicts"
    odd = {
        each: json.dumps({"address": address, "content": {"scenario": scenario, **said}})
        for each, said in SOUND_BUT_ODD.items()
    }
    visit.page.evaluate(
        "all => Object.assign(localStorage, all)", dict.fromkeys(places, text) | odd
    )
    page = open_review(visit.go("/review?release=spring"))
    page.keyboard.press("1")
    expect(page.locator(".choice[aria-pressed=true]")).to_have_count(1)
    expect(page.locator(".talking")).to_be_visible()
    page.goto(f"{house.base}/scenarios?scenario=candles-again")
    wait_for_slates(page)
    expect(page.get_by_label("Title")).to_have_value("Candles again")
    assert visit.complaints == []


def test_the_studio_works_where_nothing_is_kept_and_says_so(house, browser):
    visit = house.browse(browser, "merchandiser")
    visit.context.add_init_script(REFUSING["forbidden"])
    page = visit.go("/scenarios?scenario=candles-again")
    wait_for_slates(page)
    page.get_by_label("Story").fill("Nowhere to put this.")
    expect(page.get_by_text("This browser keeps no draft; save before you leave.")).to_be_visible()
    page.get_by_role("button", name="Put aside").click()
    page.get_by_role("link", name="All scenarios").click()
    page.get_by_role("link", name="Candles again", exact=True).click()
    expect(page.get_by_label("Story")).to_have_value("Nowhere to put this.")


def test_a_suggestion_that_no_browser_carries_is_not_changed_first(house, browser):
    visit = house.browse(browser, "merchandiser")
    visit.context.add_init_script(REFUSING["without room"])
    page = visit.go("/coverage")
    page.get_by_role("button", name="Change it first").first.click()
    expect(page.get_by_role("alert")).to_contain_text("This browser keeps nothing")
    expect(page.get_by_role("button", name="Add this scenario").first).to_be_visible()


def test_words_begun_in_the_talk_are_there_after_the_page_was_left(house, browser):
    visit = house.browse(browser, "merchandiser")
    page = open_review(visit.go("/review?release=spring"))
    page.keyboard.press("t")
    page.get_by_role("textbox", name="About").fill("Half a thought")
    page.reload()
    open_review(page).keyboard.press("t")
    expect(page.get_by_role("textbox", name="About")).to_have_value("Half a thought")
    page.get_by_role("button", name="Send").click()
    wait_until_saved(page)
    page.reload()
    open_review(page).keyboard.press("t")
    expect(page.get_by_role("textbox", name="About")).to_have_value("")
