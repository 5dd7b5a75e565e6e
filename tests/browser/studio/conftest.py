"""One served dashboard for all that is built here; every test has a browser of its own."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.house import House, Visit


@pytest.fixture(scope="session")
def studio_house(tmp_path_factory, demo_shop) -> Iterator[House]:
    folder = tmp_path_factory.mktemp("studio")
    house = House(folder, demo_shop, f"sqlite:///{folder}/vitrine.db")
    house.invite_guest()
    house.run("dashboard", "migrate")
    house.start()
    yield house
    house.stop()


@pytest.fixture
def visit(studio_house: House, browser: Browser) -> Iterator[Visit]:
    """A merchandiser's browser; its pages complain of nothing."""
    visit = studio_house.browse(browser, "merchandiser")
    yield visit
    assert visit.complaints == []
    visit.context.close()


@pytest.fixture
def open_studio(visit: Visit) -> Callable[[str], Page]:
    """The studio at this address, every model's pictures drawn."""

    def open_(address: str = "scenario=new") -> Page:
        page = visit.go(f"/scenarios?{address}")
        wait_for_slates(page)
        return page

    return open_


@pytest.fixture(scope="module")
def candles(studio_house: House, browser: Browser) -> Iterator[Visit]:
    """One scenario's studio, open for all tests of a file."""
    visit = studio_house.browse(browser, "merchandiser")
    wait_for_slates(visit.go("/scenarios?scenario=candles-again"))
    yield visit
    visit.context.close()


@pytest.fixture
def page(candles: Visit) -> Iterator[Page]:
    """That studio with every change undone, no dialog open, the finder empty."""
    page = candles.page
    page.keyboard.press("Escape")
    page.get_by_role("tab", name="Find products").click()
    undo = page.get_by_role("button", name="Undo")
    while undo.get_attribute("aria-disabled") == "false":
        undo.click()
    wait_for_slates(page)
    yield page
    assert candles.complaints == []


def wait_for_slates(page: Page) -> None:
    expect(page.locator(".stage")).to_have_attribute("aria-busy", "false")
    expect(page.locator(".column .tile canvas.here").first).to_be_visible()


def strip(page: Page) -> list[str]:
    """The products of the strip, in order."""
    return page.locator(".owned").evaluate_all("all => all.map(each => each.dataset.product)")
