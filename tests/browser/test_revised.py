"""What waits in a browser while the release is revised is said of the revision, or told."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import select

from dashboard.releases.database import disconnect, reading, sessions
from dashboard.releases.said import Judgement, Preference, Remark, Verdict
from tests.browser.reviewing import NOTHING_WAITS, SLATES, lose_requests, wait_until_saved
from tests.house import House, Visit

CANDIDATES = ("--candidate", "als", "--candidate", "best-sellers", "--candidate", "bm25")


@pytest.fixture
def visit(house: House, browser: Browser) -> Visit:
    visit = house.browse(browser, "merchandiser")
    open_review(visit)
    return visit


@pytest.fixture
def stored(house: House) -> Callable[[], dict[type, list]]:
    def read() -> dict[type, list]:
        record = sessions(house.environment["VITRINE_DATABASE"])
        with reading(record) as session:
            tables = (Verdict, Judgement, Preference, Remark)
            rows = {each: list(session.scalars(select(each))) for each in tables}
        disconnect(record)
        return rows

    return read


def open_review(visit: Visit) -> Page:
    page = visit.go("/review?release=spring")
    expect(page.locator(".now .column canvas.here").first).to_be_visible()
    return page


def say_everything(page: Page) -> str:
    """Words on the shopper and on a column, a verdict, a preference, a judgement of what is given
    back."""
    talk(page, "this shopper", "Of her.")
    talk(page, "column A", "Of all of it.")
    page.keyboard.press("1")
    page.keyboard.press("b")
    tile = page.locator(".now .column .tile").first
    tile.focus()
    page.keyboard.press("x")
    return tile.get_attribute("data-product")


def talk(page: Page, about: str, words: str) -> None:
    page.keyboard.press("t")
    other = page.get_by_role("button", name=f"or {about}")
    if other.count():
        other.click()
    page.get_by_role("textbox", name=f"About {about}").fill(words)
    page.keyboard.press("Control+Enter")
    page.keyboard.press("Escape")
    expect(page.locator(".talk")).not_to_be_visible()


def revise(house: House, *scenarios: str) -> None:
    asked = [part for each in scenarios for part in ("--scenario", each)]
    house.run("dashboard", "release", "revise", "spring", "--as", "proposer", *CANDIDATES, *asked)


def test_what_still_holds_is_said_of_the_revision_and_the_rest_is_told(house, visit, stored):
    page = visit.page
    title = page.get_by_role("heading", level=1).inner_text()
    lose_requests(page)
    product = say_everything(page)
    expect(page.get_by_text("Not saved yet")).to_be_visible()
    page.close(run_before_unload=False)
    revise(house)
    visit.page = visit.context.new_page()
    page = open_review(visit)
    told = page.locator(".earlier li")
    expect(told).to_have_count(3)
    assert {
        f"{title}, column A: Show",
        f"{title}, column A: “Of all of it.”",
    } < set(told.all_inner_texts())
    expect(told.filter(has_text=f"{title}: Rather")).to_have_count(1)
    page.get_by_role("button", name="Understood").click()
    wait_until_saved(page)
    rows = stored()
    [judgement] = rows[Judgement]
    [remark] = rows[Remark]
    assert (judgement.product_id, str(judgement.value)) == (product, "never")
    assert (remark.text, remark.revision_id) == ("Of her.", judgement.revision_id)
    assert rows[Verdict] == rows[Preference] == []
    expect(
        page.locator(f'.now .column [data-product="{product}"][data-judged=never]').first
    ).to_be_visible()


def test_what_was_said_of_a_shopper_who_is_gone_is_told_until_it_is_read(house, visit, stored):
    page = visit.page
    title = page.get_by_role("heading", level=1).inner_text()
    gone = page.evaluate("new URL(location.href).searchParams.get('scenario')")
    lose_requests(page)
    page.locator(".now .column .tile").first.focus()
    page.keyboard.press("s")
    expect(page.get_by_text("Not saved yet")).to_be_visible()
    page.close(run_before_unload=False)
    revise(house, next(each for each in house.shown("spring")["scenarios"] if each != gone))
    visit.page = visit.context.new_page()
    for _ in range(2):
        page = open_review(visit)
        expect(page.locator(".earlier li")).to_have_text([f"{title}: Suits"])
    page.get_by_role("button", name="Understood").click()
    assert page.evaluate(NOTHING_WAITS)
    open_review(visit)
    expect(page.locator(".earlier")).to_have_count(0)
    assert not any(stored().values())


def test_a_page_that_is_open_while_the_release_is_revised_keeps_what_is_said(house, visit, stored):
    page = visit.page
    product = page.evaluate(SLATES)["A"][0]
    revise(house)
    page.locator(".now .column .tile").first.focus()
    page.keyboard.press("d")
    expect(page.get_by_text("was revised since you opened this page")).to_be_visible()
    assert not any(stored().values())
    page.get_by_role("link", name="Open it again").click()
    expect(page.locator(".now .column canvas.here").first).to_be_visible()
    wait_until_saved(page)
    [judgement] = stored()[Judgement]
    assert (judgement.product_id, str(judgement.value)) == (product, "doubtful")
