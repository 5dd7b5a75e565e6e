"""How a merchandiser writes a scenario, and how a colleague changes its file with git."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.colleague import git
from tests.house import House, Visit

GIFT = """\
# yaml-language-server: $schema=schema.json
title: {title}
story: >-
  He came once, in December, for a candle and a pair of gloves.
shopper: {{segment: gift, country: BE}}
as_of: 2026-01-08
bought:
  - {{product: dinner-candles-claret, on: 2025-12-18}}
  - {{product: leather-gloves-chestnut, on: 2025-12-18}}
tags: [gift]   # from the till
owner: home
# Agreed in January.
expect:
  - price_between: {{at_least: 10, at_most: 150}}
  - excludes_category: {{category: Trousers & skirts, because: Nobody guesses a size.}}
  - at_least_different: {{attribute: category, count: 4}}
"""
RECORDED = re.compile(r"^Saved and recorded, \d")


def path_of(house: House, scenario: str) -> Path:
    return house.folder / "scenarios" / f"{scenario}.yaml"


def file_scenario(house: House, scenario: str) -> str:
    """A scenario of a test's own, filed by the colleague."""
    title = scenario.replace("-", " ").capitalize()
    path_of(house, scenario).write_text(GIFT.format(title=title), "utf-8")
    git(house.scenarios, "add", f"{scenario}.yaml")
    git(house.scenarios, "commit", "-q", "-m", f"File {scenario}")
    return scenario


def change_by_hand(house: House, scenario: str, before: str, after: str) -> None:
    path = path_of(house, scenario)
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after), "utf-8")
    git(house.scenarios, "commit", "-qm", "On the command line", "--", path.name)


def opened(visit: Visit, scenario: str) -> Page:
    page = visit.go(f"/scenarios?scenario={scenario}")
    expect(page.locator(".column .tile").first).to_be_visible()
    return page


def save(page: Page, message: str | None = None) -> None:
    """By the keyboard, as far as the server's answer."""
    page.keyboard.press("Control+s")
    field = page.get_by_label("Say what you changed")
    expect(field).to_be_focused()
    if message is not None:
        field.fill(message)
    with page.expect_response(lambda answer: answer.url.endswith("/api/scenarios")):
        page.keyboard.press("Enter")


def show_answer(page: Page) -> None:
    page.get_by_role("tab", name="A good answer").click()


def expected(page: Page, sentence: str):
    """The line of one expectation, as a person reads it."""
    return page.get_by_role("button", name=sentence, exact=True)
