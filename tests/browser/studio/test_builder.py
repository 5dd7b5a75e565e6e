"""A scenario from nothing, a template, a copy or a real shopper, by mouse and by keyboard."""

import pytest
from playwright.sync_api import expect

from recommender.scenario import load_scenario
from tests.browser.studio.conftest import strip, wait_for_slates


def save(page, title):
    page.keyboard.press("Control+s")
    page.get_by_role("button", name="Save it").click()
    expect(page.get_by_role("status").filter(has_text="Saved")).to_be_visible()
    assert f"scenario={title}" in page.url


def test_a_scenario_is_built_with_the_mouse_and_saved(studio_house, visit):
    page = visit.go("/scenarios")
    page.get_by_role("button", name="New scenario").or_(
        page.get_by_role("link", name="New scenario")
    ).click()
    wait_for_slates(page)
    page.get_by_label("Title").fill("The reading corner")
    page.get_by_label("Story").fill("Moved house and starts with the light.")
    page.get_by_label("Find a product").fill("lamp")
    expect(page.get_by_text("19 found")).to_be_visible()
    first = page.locator(".results .tile").first
    product = first.get_attribute("data-product")
    first.click()
    expect(page.locator(f'.column .tile[data-product="{product}"]')).to_have_count(0)
    page.get_by_role("tab", name="A good answer").click()
    page.get_by_role("button", name="Add what a good answer is").click()
    page.get_by_role("button", name="Must never be there").click()
    page.get_by_role("button", name="What is sold out").click()
    page.locator("form.writing").get_by_role("button", name="Add", exact=True).click()
    save(page, "the-reading-corner")
    saved = load_scenario(studio_house.folder / "scenarios" / "the-reading-corner.yaml")
    assert saved.title == "The reading corner"
    assert saved.story == "Moved house and starts with the light."
    assert saved.situation.product_ids == (product,)
    assert [each.name for each in saved.expectations] == ["everything_available"]


def test_a_scenario_is_built_with_the_keyboard_alone(studio_house, open_studio):
    page = open_studio()
    page.get_by_label("Title").focus()
    page.keyboard.type("Tea and toast")
    page.keyboard.press("Enter")
    page.keyboard.type("Breakfast for one.")
    page.keyboard.press("Escape")
    page.locator("body").press("Tab")
    page.get_by_label("Find a product").focus()
    page.keyboard.type("teapot")
    page.keyboard.press("Enter")
    expect(page.locator(".owned")).to_have_count(1)
    page.keyboard.press("Control+a")
    page.keyboard.type("plate")
    page.keyboard.press("Enter")
    expect(page.locator(".owned")).to_have_count(2)
    tea, plate = strip(page)
    page.locator(".face").last.focus()
    page.keyboard.press("Alt+ArrowLeft")
    assert strip(page) == [plate, tea]
    save(page, "tea-and-toast")
    saved = load_scenario(studio_house.folder / "scenarios" / "tea-and-toast.yaml")
    assert saved.situation.product_ids == (plate, tea)


def test_a_template_is_filled_blank_by_blank_and_saved_only_then(studio_house, open_studio):
    page = open_studio()
    page.get_by_role("button", name="A template").click()
    page.locator(".start", has_text="The new home").click()
    expect(page.locator(".owned.blank")).to_have_count(2)
    assert "template=the-new-home" in page.url
    page.keyboard.press("Control+s")
    expect(page.get_by_text("Choose a product for the blank.")).to_be_visible()
    expect(page.get_by_label("Find a product")).to_be_focused()
    expect(page.get_by_label("Find a product")).to_have_value("blanket")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Find a product")).to_have_value("plate")
    page.keyboard.press("Enter")
    expect(page.locator(".owned.blank")).to_have_count(0)
    filled = strip(page)
    save(page, "the-new-home")
    saved = load_scenario(studio_house.folder / "scenarios" / "the-new-home.yaml")
    assert list(saved.situation.product_ids) == filled
    assert filled[0] == "pleated-lamp-blush"


def test_a_copy_leaves_what_it_was_copied_from_as_it_is(studio_house, open_studio):
    original = studio_house.folder / "scenarios" / "tea-for-two.yaml"
    before = original.read_bytes()
    page = open_studio()
    page.get_by_role("button", name="Another scenario").click()
    page.get_by_label("Find a scenario").fill("tea for")
    page.locator(".start", has_text="Tea for two").click()
    expect(page.get_by_label("Title")).to_have_value("Tea for two (copy)")
    page.get_by_label("Title").fill("Tea for three")
    page.get_by_label("Title").press("Tab")
    save(page, "tea-for-three")
    copy = load_scenario(studio_house.folder / "scenarios" / "tea-for-three.yaml")
    assert copy.expectations == load_scenario(original).expectations
    assert original.read_bytes() == before


def test_a_real_shopper_is_met_without_saying_who(studio_house, open_studio, visit):
    heard = []
    visit.page.on(
        "response", lambda each: "/api/shoppers?" in each.url and heard.append(each.json())
    )
    page = open_studio()
    page.get_by_role("button", name="A real shopper").click()
    page.get_by_role("searchbox", name="Somebody who bought").fill("teapot")
    tile = page.locator(".somebody .tile").filter(has_text="teapot").first
    product = tile.get_attribute("data-product")
    tile.click()
    page.locator(".start").first.click()
    expect(page.locator(f'.owned[data-product="{product}"]')).not_to_have_count(0)
    [answer] = heard
    assert answer["shoppers"]
    for each in answer["shoppers"]:
        assert set(each) == {"bought", "as_of"}
        assert product in [one["product_id"] for one in each["bought"]]
        assert all(set(one) == {"product_id", "on", "quantity"} for one in each["bought"])


def test_a_real_shopper_of_a_kind_is_met(open_studio):
    page = open_studio()
    page.get_by_role("button", name="A real shopper").click()
    page.get_by_label("Or one of a kind").select_option(index=1, timeout=60_000)
    page.locator(".start").first.click()
    expect(page.locator(".owned")).not_to_have_count(0)


def test_what_another_page_hands_over_is_still_there_after_a_reload(open_studio):
    page = open_studio()
    handed = {"scenario": {"title": "Handed over", "bought": [
        {"product_id": "dinner-candles-claret", "on": None, "quantity": 1}]}}  # fmt: skip
    page.evaluate("given => sessionStorage['vitrine:shopper'] = JSON.stringify(given)", handed)
    page = open_studio("scenario=new")
    expect(page.get_by_label("Title")).to_have_value("Handed over")
    page.reload()
    wait_for_slates(page)
    expect(page.get_by_label("Title")).to_have_value("Handed over")
    assert strip(page) == ["dinner-candles-claret"]
    page = open_studio("scenario=new")
    expect(page.get_by_label("Title")).to_have_value("")


def test_a_title_with_markup_is_text_wherever_it_stands(studio_house, open_studio):
    page = open_studio()
    hostile = '<img src=x onerror="window.struck=1"> **GO**'
    page.get_by_label("Title").fill(hostile)
    page.get_by_label("Title").press("Tab")
    page.get_by_role("tab", name="Details").click()
    page.get_by_label("Add a tag").fill(hostile)
    page.keyboard.press("Enter")
    expect(page.locator(".details .chip.chosen")).to_have_text(hostile)
    expect(page.get_by_role("heading", name=hostile)).to_have_count(1)
    assert page.evaluate("window.struck") is None


@pytest.mark.parametrize("name", ["../../etc/passwd", "no-such-one"])
def test_a_scenario_that_is_not_there_shows_all_that_are(visit, name):
    page = visit.go(f"/scenarios?scenario={name}")
    expect(page.get_by_role("heading", name="Scenarios")).to_be_visible()
    expect(page.get_by_text("There is no scenario")).to_be_visible()


def test_a_template_that_is_not_there_says_so(visit):
    page = visit.go("/scenarios?scenario=new&template=nothing")
    expect(page.get_by_text("There is no template nothing.")).to_be_visible()
