"""One served dashboard for all that is built here; every test has a window of its own."""

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


@pytest.fixture(scope="module")
def at_home(studio_house: House, browser: Browser) -> Iterator[Visit]:
    """A browser that a file's tests have one after another: what it has fetched once, no test
    fetches again."""
    visit = studio_house.browse(browser, None)
    visit.page.goto(f"{visit.base}/healthz")
    yield visit
    visit.context.close()


@pytest.fixture
def visit(at_home: Visit) -> Iterator[Visit]:
    """A merchandiser's browser, with nothing in it; its pages complain of nothing."""
    context = at_home.context
    context.clear_cookies()
    at_home.page.evaluate("localStorage.clear()")
    signed_in = context.request.post(f"{at_home.base}/sign-in", data={"person": "merchandiser"})
    assert signed_in.ok, signed_in.text()
    visit = Visit(context, at_home.base)
    yield visit
    context.unroute_all()
    context.set_offline(False)
    for each in context.pages:
        if each is not at_home.page:
            each.close()
    assert visit.complaints == []


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
