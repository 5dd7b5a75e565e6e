"""What stands above every page: the pages in two groups, the person, on a desk and on a phone."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from dashboard.pages import PAGES
from tests.house import House

PHONE = {"width": 390, "height": 844}


@pytest.fixture
def page(house: House, browser: Browser) -> Page:
    """The releases, as a merchandiser finds them."""
    visit = house.browse(browser, "merchandiser", has_touch=True)
    visit.page.goto(visit.base)
    expect(visit.page.get_by_role("heading", name="Releases")).to_be_visible()
    return visit.page


def bar(page: Page):
    return page.get_by_role("navigation", name="Pages")


def test_every_page_is_named_alike_in_the_menu_and_in_the_tab(page):
    for path, title in PAGES.items():
        bar(page).get_by_role("link", name=title, exact=True).click()
        expect(bar(page).locator("[aria-current=page]")).to_have_text(title)
        expect(page).to_have_title(f"{title} · Vitrine")
        if path != "releases":
            expect(page).to_have_url(re.compile(rf"/{path}\b"))


def test_the_name_stands_on_the_contents_edge_and_the_person_at_its_other(page):
    logo = page.get_by_role("link", name="Vitrine", exact=True).bounding_box()
    person = page.get_by_role("button", name="Merchandiser").bounding_box()
    card = page.locator(".card").first.bounding_box()
    assert abs(logo["x"] - card["x"]) < 2
    assert abs(person["x"] + person["width"] - card["x"] - card["width"]) < 12


def test_nothing_is_cut_of_the_name_and_the_person_above_the_review(page):
    page.set_viewport_size({"width": 1440, "height": 900})
    bar(page).get_by_role("link", name="Review", exact=True).click()
    expect(page.locator(".now .column canvas.here").first).to_be_visible()
    for each in (
        page.get_by_role("link", name="Vitrine", exact=True),
        page.get_by_role("button", name="Merchandiser"),
    ):
        assert each.evaluate(
            """(node) => {
              const { left, right, top, height } = node.getBoundingClientRect();
              const at = (x) => node.getRootNode().elementFromPoint(x, top + height / 2);
              return [left + 2, right - 2].every((x) => node.contains(at(x)));
            }"""
        )


def test_on_a_phone_one_menu_leads_to_every_page_and_out(page):
    page.set_viewport_size(PHONE)
    page.get_by_role("button", name="Menu").tap()
    for title in PAGES.values():
        expect(bar(page).get_by_role("link", name=title, exact=True)).to_be_visible()
    bar(page).get_by_role("link", name="Coverage", exact=True).tap()
    expect(page).to_have_title("Coverage · Vitrine")
    expect(bar(page)).to_be_hidden()
    page.get_by_role("button", name="Menu").tap()
    page.get_by_role("button", name="Sign out").tap()
    expect(page.get_by_role("heading", name="Who is here?")).to_be_visible()


def test_an_address_without_a_page_leads_to_the_releases_in_our_words(page):
    base = page.url.rstrip("/")
    page.goto(f"{base}/novelties")
    expect(page.get_by_role("heading", name="Releases")).to_be_visible()
    expect(page.get_by_text("There is no page at that address")).to_be_visible()
    page.goto(f"{base}/sign_out")
    expect(page.get_by_role("button", name="Merchandiser")).to_be_visible()
    page.goto(f"{base}/coverage")
    expect(page).to_have_title("Coverage · Vitrine")
