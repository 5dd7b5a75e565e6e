"""Every page of the dashboard with its main states, for tests that look at all of them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from urllib.parse import urljoin

from playwright.sync_api import Page, expect

from tests.browser.reviewing import stand_at

State = Callable[[Page], None]


@dataclass(frozen=True)
class Place:
    """`drawn` is there when the page is complete; `states` lead on from one to the next."""

    name: str
    person: str | None
    path: str
    drawn: str
    states: Mapping[str, State] = field(default_factory=lambda: MappingProxyType({}))


def press(name: str, role: str = "button") -> State:
    return lambda page: page.get_by_role(role, name=name).first.click()


def visit(path: str) -> State:
    """The same page of another release."""

    def go(page: Page) -> None:
        page.goto(urljoin(page.url, path))
        page.wait_for_selector('[data-test-script-state="notRunning"]')
        page.wait_for_selector(".vitrine h1")

    return go


def ask_for_help(page: Page) -> None:
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()


def close_sheet(page: Page) -> None:
    if page.get_by_role("dialog").count():
        page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)


def enlarge(page: Page) -> None:
    close_sheet(page)
    page.locator(".now .column .tile").first.click()
    expect(page.get_by_role("dialog")).to_be_visible()


def comment(page: Page) -> None:
    close_sheet(page)
    page.keyboard.press("c")
    expect(page.locator("textarea")).to_be_visible()


def go_through_the_review(page: Page) -> None:
    """From its first shopper on, with a comment open."""
    page.keyboard.press("Escape")
    page.locator(".dot").first.click()
    columns = page.locator(".now .column").count()
    for number in range(1, page.locator(".dot").count() + 1):
        stand_at(page, number)
        for _ in range(columns):
            page.keyboard.press("1")
        page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="All seen, all said.")).to_be_visible()


def fill_in_an_expectation(page: Page) -> None:
    close_sheet(page)
    page.get_by_role("tab", name="A good answer").click()
    page.locator("button.said").first.click()
    expect(page.locator("form.writing")).to_be_visible()


def look_at_a_product(page: Page) -> None:
    page.locator(".stage .column .tile").first.click()
    expect(page.locator("dialog.card .bars")).to_be_visible()


def look_behind(page: Page) -> None:
    page.locator("[data-part=refused]").first.click()
    expect(page.locator("dialog.sheet .strip canvas.here").first).to_be_visible()


def look_back(page: Page) -> None:
    page.keyboard.press("Escape")
    page.get_by_role("button", name="History").click()
    expect(page.locator(".revision").first).to_be_visible()


def close_and_choose(page: Page) -> None:
    unsaid = page.get_by_text("Close although")
    if unsaid.count():
        unsaid.click()
    page.get_by_role("button", name="Close the review").click()
    page.get_by_role("radio", name="GO", exact=True).click()
    expect(page.get_by_label("To sign, type")).to_be_visible()


PLACES = (
    Place("sign-in", None, "/", ".people button"),
    Place("releases", "merchandiser", "/releases", ".card canvas.here"),
    Place(
        "opening a release",
        "proposer",
        "/releases",
        ".card canvas.here",
        {"form": lambda page: page.get_by_text("Open a new release").click()},
    ),
    Place(
        "scenarios",
        "merchandiser",
        "/scenarios",
        ".card canvas.here",
        {"keys": ask_for_help},
    ),
    Place(
        "studio",
        "merchandiser",
        "/scenarios?scenario=candles-again",
        ".column canvas.here",
        {
            "a product": look_at_a_product,
            "an expectation": fill_in_an_expectation,
            "details": press("Details", "tab"),
            "history": look_back,
        },
    ),
    Place("a new scenario", "merchandiser", "/scenarios?scenario=new", ".column canvas.here"),
    Place("coverage", "merchandiser", "/coverage", ".next canvas.here"),
    Place(
        "changes",
        "proposer",
        "/changes?release=spring",
        ".card canvas.here",
        {
            "nothing to compare with": visit("/changes?release=autumn"),
        },
    ),
    Place(
        "figures",
        "head-of-brand",
        "/figures?release=autumn",
        ".worst canvas.here",
        {
            "behind": look_behind,
            "in review": visit("/figures?release=spring"),
        },
    ),
    Place(
        "disagreements",
        "head-of-brand",
        "/disagreements?release=autumn",
        ".case canvas.here",
        {"in review": visit("/disagreements?release=spring")},
    ),
    Place("decision, reviewing", "merchandiser", "/decision?release=spring", ".cell canvas.here"),
    Place(
        "review",
        "merchandiser",
        "/review?release=spring",
        ".now .column canvas.here",
        {
            "keys": ask_for_help,
            "large picture": enlarge,
            "comment": comment,
            "done": go_through_the_review,
        },
    ),
    Place(
        "decision, approving",
        "head-of-brand",
        "/decision?release=spring",
        ".cell canvas.here",
        {"signing": close_and_choose},
    ),
)
