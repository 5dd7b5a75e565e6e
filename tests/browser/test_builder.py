"""A scenario from nothing: found by words, clicked together, told, expected, saved."""

import pytest
from playwright.sync_api import expect

from recommender.scenario import load_scenario


@pytest.fixture
def page(house, browser):
    visit = house.browse(browser, "merchandiser")
    yield visit.go("/scenarios")
    assert visit.complaints == []


def test_a_scenario_is_built_and_saved_as_a_file(house, page):
    page.get_by_role("button", name="New scenario").click()
    page.get_by_label("Title").fill("The reading corner")
    page.get_by_label("Story").fill("Moved house and starts with the light.")
    page.get_by_label("Story").press("Tab")
    page.get_by_label("Find a product").fill("lamp")
    expect(page.locator(".results .tile").first).to_be_visible()
    first = page.locator(".results .tile").first
    product = first.get_attribute("data-product")
    before = page.locator(".column .tile").first.get_attribute("data-product")
    first.click()
    expect(page.locator(".basket .owned")).to_have_count(1)
    expect(page.locator(f'.column .tile[data-product="{product}"]')).to_have_count(0)
    expect(page.locator(".column .tile")).not_to_have_count(0)
    assert before

    page.get_by_role("combobox", name="Add an expectation").click()
    page.keyboard.type("sold out")
    page.get_by_role("option", name="Nothing that is sold out").click()
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_text("Everything can be bought")).not_to_have_count(0)
    page.get_by_role("button", name="Save").click()
    page.wait_for_url("**scenario=the-reading-corner**")

    saved = load_scenario(house.folder / "scenarios" / "the-reading-corner.yaml")
    assert saved.title == "The reading corner"
    assert saved.situation.product_ids == (product,)
    assert [each.name for each in saved.expectations] == ["everything_available"]


def test_a_change_of_what_was_bought_can_be_undone(page):
    page.get_by_role("button", name="New scenario").click()
    expect(page.locator(".results .tile").first).to_be_visible()
    page.locator(".results .tile").nth(0).click()
    page.locator(".results .tile").nth(1).click()
    expect(page.locator(".basket .owned")).to_have_count(2)
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".basket .owned")).to_have_count(1)


def test_a_scenario_that_somebody_else_saved_meanwhile_is_not_overwritten(house, page):
    path = sorted((house.folder / "scenarios").glob("*.yaml"))[0]
    page.goto(f"{house.base}/scenarios?scenario={path.stem}")
    expect(page.locator(".column").first).to_be_visible()
    theirs = path.read_text("utf-8") + "# looked over by a colleague\n"
    path.write_text(theirs, "utf-8")
    page.get_by_label("Story").fill("Mine.")
    page.get_by_label("Story").press("Tab")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Somebody else saved")).to_be_visible()
    assert path.read_text("utf-8") == theirs
    expect(page.get_by_label("Story")).to_have_value("Mine.")


def test_a_name_that_climbs_out_of_the_folder_shows_all_scenarios(house, page):
    page.goto(f"{house.base}/scenarios?scenario=../../etc/passwd")
    expect(page.get_by_role("heading", name="Scenarios")).to_be_visible()
    expect(page.get_by_text("There is no scenario")).to_be_visible()
