"""Whoever writes with an input method confirms, walks and leaves its proposals by keys that no
part of a page may take for its own."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.places import fill_in_an_expectation
from tests.browser.studio.conftest import wait_for_slates

FIELDS = "input:not([type=checkbox], [type=radio], [type=hidden]), textarea"
KEYS = ("Enter", "Escape", "ArrowDown", "ArrowUp", "ArrowLeft", "Tab", "Delete")
COMPOSING = {"isComposing": True}, {"keyCode": 229}
"""How browsers tell; Safari only by the number, for the composition is over then."""
SNAPSHOT = """() => {
  const roots = [];
  const walk = (node) => {
    if (node.shadowRoot) roots.push(node.shadowRoot);
    for (const each of node.children ?? node.shadowRoot.children) walk(each);
  };
  walk(document.body);
  const all = roots.map((each) => each.innerHTML);
  const fields = roots.flatMap((each) => [...each.querySelectorAll("input, textarea")]);
  const values = fields.map((each) => each.value);
  const focused = roots.map((each) => each.activeElement?.outerHTML);
  return JSON.stringify([location.href, all, values, focused]);
}"""
PRESS = """(field, [keys, ways]) => {
  for (const key of keys) for (const way of ways) {
    const told = { key, code: key, bubbles: true, composed: true, cancelable: true, ...way };
    field.dispatchEvent(new KeyboardEvent("keydown", told));
  }
}"""


def compose_in_every_field(page: Page) -> int:
    """Press all keys of an input method in each field that is seen; nothing may change. How many
    fields there were."""
    fields = [each for each in page.locator(FIELDS).all() if each.is_visible()]
    for each in fields:
        each.focus()
        before = settled(page)
        each.evaluate(PRESS, [KEYS, COMPOSING])
        assert settled(page) == before, each.evaluate("field => field.outerHTML")
    return len(fields)


def settled(page: Page) -> str:
    """All that the page shows, once what was set off before is drawn."""
    seen = ""
    while seen != (seen := page.evaluate(SNAPSHOT)):
        page.wait_for_timeout(150)
    return seen


def studio(page: Page) -> int:
    wait_for_slates(page)
    page.get_by_label("Find a product").fill("candle")
    expect(page.locator(".found")).to_contain_text("found")
    found = compose_in_every_field(page)
    page.get_by_role("tab", name="Details").click()
    found += compose_in_every_field(page)
    fill_in_an_expectation(page)
    return found + compose_in_every_field(page)


def review(page: Page) -> int:
    expect(page.locator(".now .column canvas.here").first).to_be_visible()
    page.keyboard.press("c")
    page.keyboard.type("A word")
    expect(page.locator(".unseen[role=status]").last).to_contain_text("A word")
    found = compose_in_every_field(page)
    page.keyboard.press("Escape")
    page.locator(".now .column .tile").first.focus()
    page.keyboard.press("x")
    expect(page.locator(".unseen[role=status]").last).to_contain_text("Never: ")
    page.keyboard.press("r")
    found += compose_in_every_field(page)
    page.keyboard.press("Escape")
    page.keyboard.press("t")
    page.get_by_role("textbox", name="About").fill("A word")
    return found + compose_in_every_field(page)


def scenarios(page: Page) -> int:
    expect(page.locator(".card canvas.here").first).to_be_visible()
    expect(page.locator(".card .state:empty")).to_have_count(0)
    return compose_in_every_field(page)


@pytest.mark.parametrize(
    ("address", "look", "fields"),
    [
        ("/scenarios?scenario=candles-again", studio, 12),
        ("/review?release=spring", review, 3),
        ("/scenarios", scenarios, 1),
    ],
    ids=["studio", "review", "scenarios"],
)
def test_a_key_of_an_input_method_does_nothing_else(
    house, browser, address: str, look: Callable[[Page], int], fields: int
):
    visit = house.browse(browser, "merchandiser")
    assert look(visit.go(address)) >= fields
    assert visit.complaints == []


def test_what_is_composed_is_written_and_the_next_enter_counts(house, browser):
    visit = house.browse(browser, "merchandiser")
    page = visit.go("/scenarios?scenario=candles-again")
    wait_for_slates(page)
    field = page.get_by_label("Find a product")
    field.click()
    method = visit.context.new_cdp_session(page)
    method.send("Input.imeSetComposition", {"text": "lamp", "selectionStart": 4, "selectionEnd": 4})
    expect(page.locator(".found")).to_contain_text("found")
    before = page.locator(".owned").count()
    field.evaluate(PRESS, [["Enter"], COMPOSING])
    method.send("Input.insertText", {"text": "lamp"})
    expect(field).to_have_value("lamp")
    assert page.locator(".owned").count() == before
    page.keyboard.press("Enter")
    expect(page.locator(".owned")).to_have_count(before + 1)
