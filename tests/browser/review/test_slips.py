"""What a hand does by mistake, or before it is sure, harms nothing that was said."""

from playwright.sync_api import Page, expect

from tests.browser.review.hands import open_at, the_one
from tests.browser.reviewing import wait_until_saved


def pressed(page: Page, letter: str) -> int:
    return page.locator(f'.cell[data-candidate="{letter}"] .choice[aria-pressed=true]').count()


def test_an_answer_says_where_it_went_and_what_waits(desk):
    open_at(desk, "a-single-gift", 1440)
    desk.keyboard.press("1")
    expect(desk.locator('.now .column.flash[data-candidate="A"]')).to_have_count(1)
    expect(desk.locator('.now .column[data-candidate="A"] .standing')).to_have_text("Show")
    expect(desk.locator(".unseen[role=status]").last).to_contain_text("B and C wait")
    expect(desk.locator(".now .column.flash")).to_have_count(0)


def test_enter_after_a_comment_goes_on_and_writes_no_more_into_it(desk, verdicts):
    open_at(desk, "candles-again", 1440)
    desk.keyboard.press("1")
    desk.keyboard.press("c")
    desk.keyboard.type("Lovely.")
    desk.keyboard.press("Escape")
    assert the_one(desk) == "B"
    desk.keyboard.press("2")
    desk.keyboard.press("3")
    desk.locator('.cell[data-candidate="C"] .remark').focus()
    desk.keyboard.press("Space")
    expect(desk.locator(".note textarea")).to_be_focused()
    desk.keyboard.press("Escape")
    desk.locator('.cell[data-candidate="C"] .remark').focus()
    desk.keyboard.press("Enter")
    expect(desk.locator('.now[data-scenario="candles-again"]')).to_have_count(0)
    expect(desk.locator(".note")).to_have_count(0)
    wait_until_saved(desk)
    candles = {at[1]: value for at, value in verdicts("merchandiser").items() if "candles" in at[0]}
    assert candles == {"A": "show", "B": "show with reservations", "C": "do not show"}


def test_a_number_with_shift_names_the_column_that_is_preferred(desk):
    open_at(desk, "tea-for-two", 1440)
    desk.keyboard.press("Shift+Digit2")
    preferred = desk.locator(".prefer[aria-pressed=true]")
    expect(preferred).to_have_attribute("aria-label", "I would rather show this: B")
    assert the_one(desk) == "B"
    desk.keyboard.press("Shift+Digit2")
    expect(preferred).to_have_count(0)


def test_what_contradicts_itself_is_asked_once_and_stands_unless_taken_back(desk):
    open_at(desk, "the-first-flat", 1440)
    hint = desk.locator(".hint")
    desk.keyboard.press("1")
    desk.keyboard.press("3")
    desk.keyboard.press("Shift+Digit2")
    expect(hint).to_contain_text("You would not show B but prefer it?")
    expect(desk.locator(".prefer[aria-pressed=true]")).to_have_count(1)
    hint.get_by_role("button", name="Take the preference back").click()
    expect(desk.locator(".prefer[aria-pressed=true]")).to_have_count(0)
    desk.keyboard.press("=")
    expect(hint).to_contain_text("Does it make no difference?")
    hint.get_by_role("button", name="It is meant so").click()
    expect(desk.locator(".even")).to_have_attribute("aria-pressed", "true")
    for key in ("=", "Shift+Digit2", "Shift+Digit2", "="):
        desk.keyboard.press(key)
    expect(hint).to_be_empty()
    wait_until_saved(desk)


def test_what_is_said_to_wait_is_true_until_it_goes(desk):
    open_at(desk, "a-childs-birthday", 1440)
    hint = desk.locator(".hint")
    desk.keyboard.press("1")
    desk.keyboard.press("Enter")
    expect(hint).to_contain_text("B and C wait.")
    desk.keyboard.press("2")
    expect(hint).to_contain_text("C waits.")
    desk.keyboard.press("z")
    expect(hint).to_contain_text("B and C wait.")
    desk.keyboard.press("2")
    desk.keyboard.press("3")
    expect(hint).to_be_empty()


def test_a_question_without_an_answer_holds_once_and_the_way_goes_on(desk):
    open_at(desk, "the-winter-wedding", 1440)
    hint, here = desk.locator(".hint"), desk.locator('.now[data-scenario="the-winter-wedding"]')
    for key in "=113":
        desk.keyboard.press(key)
    expect(hint).to_contain_text("You would show A and B but not C.")
    desk.locator(".next").click()
    expect(hint).to_contain_text("Does it make no difference? “Next shopper” again goes on")
    expect(here).to_have_count(1)
    desk.keyboard.press("=")
    expect(hint).to_be_empty()
    desk.keyboard.press("=")
    desk.keyboard.press("Enter")
    expect(here).to_have_count(0)


def test_a_question_that_was_answered_holds_nobody(desk):
    open_at(desk, "the-luxury-basket", 1440)
    hint, here = desk.locator(".hint"), desk.locator('.now[data-scenario="the-luxury-basket"]')
    for key in "=311":
        desk.keyboard.press(key)
    hint.get_by_role("button", name="It is meant so").click()
    desk.keyboard.press("Enter")
    expect(here).to_have_count(0)


def test_back_and_forward_lead_from_shopper_to_shopper_and_lose_no_answer(desk, verdicts):
    open_at(desk, "the-new-camper", 1440)
    desk.keyboard.press("2")
    open_at(desk, "the-stranger", 1440)
    desk.keyboard.press("3")
    desk.wait_for_function("location.search.includes('the-stranger')")
    steps = desk.evaluate("history.length")
    desk.go_back()
    expect(desk.locator('.now[data-scenario="the-new-camper"]')).to_be_visible()
    assert pressed(desk, "A") == 1
    desk.go_forward()
    expect(desk.locator('.now[data-scenario="the-stranger"]')).to_be_visible()
    assert pressed(desk, "A") == 1
    assert "scenario=the-stranger" in desk.url
    assert desk.evaluate("history.length") == steps
    wait_until_saved(desk)
    assert verdicts("merchandiser")["the-new-camper", "A"] == "show with reservations"
    assert verdicts("merchandiser")["the-stranger", "A"] == "do not show"
