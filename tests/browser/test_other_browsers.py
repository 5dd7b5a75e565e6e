"""The main walk in Firefox and in WebKit: sign in, review by key, talk, close, sign."""

import sys
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

from tests.browser.other_browsers import Driven, firefox, webkit
from tests.house import House

SCENARIOS = ("tea-for-two", "the-new-camper")
MODELS = ("als", "bm25")
BROWSERS = [firefox, webkit] if sys.platform == "linux" else [firefox]
"""WebKitGTK is to be had on Linux."""
WORDS = "Too plain for her."


@pytest.mark.parametrize("browser", BROWSERS)
def test_a_release_is_reviewed_talked_about_closed_and_signed(
    house: House, browser: Callable[[], AbstractContextManager[Driven]]
):
    house.open_release("walk", *MODELS, scenarios=SCENARIOS)
    with browser() as page:
        sign_in(page, house, "merchandiser")
        page.visit(f"{house.base}/review?release=walk")
        talk(page)
        review(page)
        assert house.shown("walk")["missing"] == []
        page.click("button", "Merchandiser")
        page.click("button", "Sign out")
        page.wait("[data-person]")
        sign_in(page, house, "head-of-brand")
        page.visit(f"{house.base}/decision?release=walk")
        page.click("button", "Close the review")
        sign(page, house)
    assert house.shown("walk")["state"] == "GO"
    assert house.gate("walk") == 0


def sign_in(page: Driven, house: House, person: str) -> None:
    page.visit(house.base)
    page.click(f"[data-person={person}]")
    page.wait("h1", "Releases")


def review(page: Driven) -> None:
    """The first model may be shown, the second with reservations, for every shopper."""
    for number in range(1, len(SCENARIOS) + 1):
        page.wait(f".dot:nth-child({number})[aria-current=step]")
        page.wait(".now .column", count=len(MODELS))
        page.press("1")
        page.press("2")
        page.wait(".choice[aria-pressed=true]", count=len(MODELS))
        page.press("ENTER")
    page.wait("h1", "All seen, all said.")


def talk(page: Driven) -> None:
    """About the first shopper."""
    page.wait(".now .column", count=len(MODELS))
    page.press("t")
    page.write(".talk textarea", WORDS)
    page.click(".talk button[type=submit]")
    page.wait(".thread .text", WORDS)
    page.press("ESCAPE")


def sign(page: Driven, house: House) -> None:
    page.click("button", "GO")
    page.write("input[aria-label^='GO for']", "Taste profile")
    page.press("ENTER")
    page.write("textarea[aria-label=Why]", "It suits the house.")
    page.write("input[aria-label='To sign, type']", house.shown("walk")["confirm"]["GO"])
    page.click("button", "Sign GO")
    page.wait("p, div", "GO for Taste profile, signed by Head of brand")
