"""A key means what stands at its place, whatever its keyboard prints on it."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.review.hands import open_at

PRESS = """([key, code, more]) => {
  const all = [...document.querySelectorAll("*")].map((each) => each.shadowRoot);
  const root = all.find((each) => each?.querySelector(".vitrine > *"));
  const target = root.activeElement ?? root.querySelector(".vitrine");
  const { AltGraph, ...rest } = more;
  const about = { key, code, bubbles: true, composed: true, cancelable: true, ...rest };
  const event = new KeyboardEvent("keydown", { ...about, modifierAltGraph: Boolean(AltGraph) });
  target.dispatchEvent(event);
  return event.defaultPrevented;
}"""
SHIFT = {"shiftKey": True}

LAYOUTS = {
    "English": ("1", "Digit1", {}, "show"),
    "number pad": ("2", "Numpad2", {}, "show with reservations"),
    "French": ("&", "Digit1", {}, "show"),
    "French, 2": ("é", "Digit2", {}, "show with reservations"),
    "Czech": ("š", "Digit3", {}, "do not show"),
    "Lithuanian": ("ą", "Digit1", {}, "show"),
    "Arabic": ("٣", "Digit3", {}, "do not show"),
    "a key without a place": ("3", "", {}, "do not show"),
}
OPINIONS = {
    "Russian": ("ы", "KeyS", "suits"),
    "Greek": ("δ", "KeyD", "doubtful"),
    "Hebrew": ("ס", "KeyX", "never"),
    "Hindi": ("े", "KeyS", "suits"),
    "Dvorak": ("s", "Semicolon", "suits"),
    "with capitals": ("X", "KeyX", "never"),
}
UNHEARD = {
    "composing": ("1", "Digit1", {"isComposing": True}),
    "composing, in Safari": ("1", "Digit1", {"keyCode": 229}),
    "taken by an input method": ("Process", "Digit1", {}),
    "Ctrl": ("1", "Digit1", {"ctrlKey": True}),
    "Cmd": ("&", "Digit1", {"metaKey": True}),
    "Alt": ("s", "KeyS", {"altKey": True}),
    "AltGr": ("1", "Digit1", {"AltGraph": True}),
    "without a number lock": ("End", "Numpad1", {}),
    "another letter of Latin": ("ś", "KeyS", {}),
    "composing Enter": ("Enter", "Enter", {"isComposing": True}),
    "a field filled in by the browser": ("", "", {}),
}


def press(page: Page, key: str, code: str, more: dict) -> bool:
    return page.evaluate(PRESS, [key, code, more])


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_digit_gives_the_verdict_on_every_keyboard(desk, layout):
    *how, value = LAYOUTS[layout]
    open_at(desk, "a-new-baby", 1440)
    assert press(desk, *how)
    chosen = desk.locator('.cell[data-candidate="A"] .choice[aria-pressed=true]')
    expect(chosen).to_have_attribute("data-value", value)
    desk.keyboard.press("z")
    expect(chosen).to_have_count(0)


@pytest.mark.parametrize("layout", OPINIONS)
def test_a_letter_judges_on_every_keyboard(desk, layout):
    key, code, value = OPINIONS[layout]
    open_at(desk, "a-new-baby", 1440)
    tile = desk.locator(".now .column .tile").first
    tile.focus()
    assert press(desk, key, code, {})
    expect(tile).to_have_attribute("data-judged", value)
    desk.keyboard.press("z")
    expect(tile).to_have_attribute("data-judged", "")


PREFERRED = {
    "French": ("1", "Digit1", "A"),
    "English": ("!", "Digit1", "A"),
    "Swiss": ("+", "Digit1", "A"),
    "Canadian French": ("/", "Digit3", "C"),
    "a question mark over 2": ("?", "Digit2", "B"),
}


@pytest.mark.parametrize("layout", PREFERRED)
def test_a_digit_with_shift_prefers_on_every_keyboard(desk, layout):
    key, code, letter = PREFERRED[layout]
    open_at(desk, "a-new-baby", 1440)
    assert press(desk, key, code, SHIFT)
    preferred = desk.locator(".prefer[aria-pressed=true]")
    expect(preferred).to_have_attribute("aria-label", f"I would rather show this: {letter}")
    desk.keyboard.press("z")
    expect(preferred).to_have_count(0)


@pytest.mark.parametrize("why", UNHEARD)
def test_a_key_that_is_not_ours_does_nothing(desk, why):
    key, code, more = UNHEARD[why]
    open_at(desk, "a-new-baby", 1440)
    assert not press(desk, key, code, more)
    expect(desk.locator(".choice[aria-pressed=true], .now [data-judged=suits]")).to_have_count(0)
    expect(desk.locator('.now[data-scenario="a-new-baby"]')).to_have_count(1)


def test_a_mark_over_a_digit_that_names_no_column_means_itself(desk):
    open_at(desk, "a-new-baby", 1440)
    assert press(desk, "=", "Digit0", SHIFT)
    expect(desk.locator(".even")).to_have_attribute("aria-pressed", "true")
    desk.keyboard.press("z")
    expect(desk.locator(".even")).to_have_attribute("aria-pressed", "false")
    assert press(desk, "?", "Digit6", SHIFT)
    expect(desk.get_by_role("dialog", name="Keys")).to_be_visible()
    desk.keyboard.press("Escape")


def test_marks_are_asked_for_by_place_where_a_keyboard_has_none(desk):
    open_at(desk, "a-new-baby", 1440)
    assert press(desk, "؟", "Slash", SHIFT)
    expect(desk.get_by_role("dialog", name="Keys")).to_be_visible()
    desk.keyboard.press("Escape")


def test_other_pages_hear_the_same_keys(house, browser):
    visit = house.browse(browser, "merchandiser")
    page = visit.go("/scenarios")
    expect(page.locator(".card canvas.here").first).to_be_visible()
    assert press(page, "؟", "Slash", SHIFT)
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    page = visit.go("/scenarios?scenario=candles-again")
    expect(page.locator(".column canvas.here").first).to_be_visible()
    assert press(page, "я", "KeyZ", {"ctrlKey": True})
    field = page.get_by_role("searchbox", name="Find a product")
    for how in (("/", "Slash", {}), ("/", "Digit3", SHIFT)):
        field.evaluate("(field) => field.blur()")
        assert press(page, *how)
        expect(field).to_be_focused()
    assert not press(page, "Enter", "Enter", {"keyCode": 229})
    assert visit.complaints == []


def test_a_key_that_follows_the_large_picture_at_once_keeps_its_focus(desk):
    open_at(desk, "a-new-baby", 1440)
    desk.locator(".now .column .tile").first.click()
    dialog = desk.get_by_role("dialog")
    expect(dialog).to_be_visible()
    # In one turn of the page: the browser tells of the end of the dialog only after it.
    dialog.evaluate(
        """(node) => {
          const about = { key: "c", code: "KeyC", bubbles: true, composed: true };
          const root = node.getRootNode();
          node.close();
          root.activeElement.dispatchEvent(new KeyboardEvent("keydown", about));
        }"""
    )
    expect(dialog).to_have_count(0)
    desk.wait_for_timeout(100)
    expect(desk.locator("textarea")).to_be_focused()
