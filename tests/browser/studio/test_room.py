"""The room of the studio: the answers largest, the rail aside, all whole."""

import pytest
from playwright.sync_api import expect

from tests.browser.studio.conftest import wait_for_slates


@pytest.fixture
def small(visit):
    """A merchandiser's browser of 900 by 900 px."""
    visit.page.set_viewport_size({"width": 900, "height": 900})
    wait_for_slates(visit.go("/scenarios?scenario=candles-again"))
    return visit.page


def box(page, chosen):
    return page.locator(chosen).first.bounding_box()


def seen(page):
    return page.locator(".column:visible").evaluate_all("all => all.map(c => c.dataset.candidate)")


def test_a_recommended_product_is_the_largest_picture_and_stands_high(page):
    shown, found, owned = (
        box(page, each) for each in (".column .box", ".results .box", ".owned .box")
    )
    assert shown["width"] > found["width"] > owned["width"]
    assert box(page, ".stage")["y"] < 300


def test_the_rail_is_put_aside_and_stays_so_until_products_are_added(open_studio):
    page = open_studio("scenario=candles-again")
    before = box(page, ".column .tile")["width"]
    page.get_by_role("button", name="Put aside").click()
    expect(page.get_by_label("Find a product")).to_be_hidden()
    assert box(page, ".column .tile")["width"] > before
    page.reload()
    wait_for_slates(page)
    expect(page.get_by_label("Find a product")).to_be_hidden()
    page.get_by_role("button", name="Add products").click()
    expect(page.get_by_label("Find a product")).to_be_focused()


def test_title_save_and_the_models_names_stay_in_view(small):
    small.mouse.move(450, 700)
    small.mouse.wheel(0, 900)
    expect(small.locator(".owned").first).not_to_be_in_viewport()
    assert abs(box(small, ".head")["y"]) < 1
    expect(small.get_by_role("button", name="Save")).to_be_in_viewport()
    name, head = box(small, ".column h2"), box(small, ".head")
    assert abs(name["y"] - head["y"] - head["height"]) < 1


def test_where_there_is_little_room_whole_columns_stand_and_the_others_are_a_step_away(small):
    expect(small.get_by_text("Models 1 to 3 of 5")).to_be_visible()
    first = seen(small)
    small.get_by_role("button", name="More models").click()
    expect(small.get_by_text("Models 3 to 5 of 5")).to_be_visible()
    assert len(seen(small)) == 3 and seen(small)[0] == first[-1]
    assert all(
        each["x"] + each["width"] <= 900
        for each in (node.bounding_box() for node in small.locator(".column:visible").all())
    )


def test_the_rail_is_a_drawer_where_there_is_little_room(small):
    expect(small.get_by_label("Find a product")).to_be_hidden()
    small.get_by_role("button", name="Add products").click()
    expect(small.get_by_label("Find a product")).to_be_focused()
    small.keyboard.press("Escape")
    expect(small.get_by_label("Find a product")).to_be_hidden()


@pytest.mark.parametrize(
    ("way", "label"),
    [
        ("shopper", "Choose something they bought"),
        ("copy", "Tea for two"),
        ("template", "The new home"),
    ],
)
def test_the_address_may_ask_for_a_way_to_start(open_studio, way, label):
    page = open_studio(f"scenario=new&start={way}")
    expect(page.get_by_role("dialog").get_by_text(label).first).to_be_visible()
    assert "start=" not in page.url


def test_nothing_asked_is_not_called_met_and_only_what_breaks_something_is_marked(open_studio):
    page = open_studio("scenario=new")
    expect(page.get_by_text("Nothing asked yet").first).to_be_visible()
    page = open_studio("scenario=tea-for-two")
    unmet = page.locator('.column[data-candidate="best-sellers"]')
    expect(unmet.locator(".findings.careful")).to_be_visible()
    expect(unmet.locator(".mark.careful")).to_have_count(0)
