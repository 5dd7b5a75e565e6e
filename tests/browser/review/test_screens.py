"""What is seen of a review: the pictures, in every window and on paper."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.review.hands import open_at, rest


def seen(page: Page, what: str) -> int:
    """How many pictures of these tiles stand wholly between the page's top and the bar."""
    return page.locator(what).evaluate_all(
        """(tiles) => {
          const bar = tiles[0].getRootNode().querySelector(".bar").getBoundingClientRect().top;
          const boxes = tiles.map((each) => each.querySelector(".box").getBoundingClientRect());
          return boxes.filter(({ top, bottom, right }) =>
            top >= 0 && bottom <= bar && right <= innerWidth).length;
        }"""
    )


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (1366, 768), (2560, 1440)])
def test_all_that_is_shown_is_seen_at_a_desk(desk, width, height):
    open_at(desk, "a-single-gift", width, height)
    assert seen(desk, ".now .column .tile") == 36


@pytest.mark.parametrize(("width", "height"), [(720, 450), (844, 390)])
def test_products_are_what_one_sees_in_a_low_window(phone, width, height):
    open_at(phone, "a-single-gift", width, height)
    bar = phone.locator(".bar").bounding_box()
    assert bar["height"] <= 60
    phone.locator(".progress").evaluate("(progress) => progress.nextSibling.scrollIntoView()")
    phone.locator(".now .column").first.evaluate("(column) => column.scrollIntoView()")
    rest(phone)
    assert seen(phone, '.now .column[data-candidate="A"] .tile') >= 4


def test_every_mark_of_a_good_answer_stands_below_the_letter_of_its_column(desk):
    open_at(desk, "a-single-gift", 1440)
    rows = desk.locator(".now .expected .by")
    expect(rows.first).to_have_text("ABC")
    places = rows.evaluate_all(
        "(rows) => rows.map((row) => [...row.children].map((each) => each.offsetLeft))"
    )
    assert len(places) > 2
    assert {tuple(each) for each in places} == {tuple(places[0])}


def test_no_title_of_a_tablet_loses_its_colour_and_nothing_wraps_above(phone):
    open_at(phone, "a-single-gift", 1024)
    width = phone.locator(".now .column .tile").first.bounding_box()["width"]
    assert width >= 110
    [progress, talk] = [phone.locator(each).bounding_box() for each in (".progress", ".talking")]
    assert progress["height"] <= 44
    assert progress["y"] <= talk["y"] <= progress["y"] + progress["height"]
    assert phone.locator(".now h1").bounding_box()["x"] <= 16


@pytest.mark.parametrize(("width", "height"), [(390, 844), (844, 390), (1024, 768)])
def test_a_large_picture_opens_at_its_top_and_fits_and_stays_as_large(phone, width, height):
    open_at(phone, "a-single-gift", width, height)
    phone.locator(".now .column .tile").first.focus()
    phone.keyboard.press("Space")
    dialog = phone.get_by_role("dialog")
    expect(dialog).to_be_focused()
    close = dialog.get_by_role("button", name="Close")
    first = [dialog.bounding_box(), close.bounding_box(), dialog.locator("img").bounding_box()]
    for box in first:
        assert 0 <= box["x"] < box["x"] + box["width"] <= width
        assert 0 <= box["y"] < box["y"] + box["height"] <= height
    assert first[2]["height"] >= 0.4 * height
    phone.keyboard.press("ArrowRight")
    phone.keyboard.press("ArrowRight")
    assert [dialog.bounding_box(), close.bounding_box()] == first[:2]
    dialog.locator(".facts").evaluate("(facts) => facts.scrollTo(0, 10000)")
    assert close.bounding_box() == first[1]
    phone.keyboard.press("Escape")
    third = phone.locator('.now .column[data-candidate="A"] .tile').nth(2)
    expect(third).to_be_focused()


def test_the_bar_does_not_grow_when_colleagues_are_heard(house, desk):
    with house.enter("brand-manager") as client:
        said = {"person": "brand-manager", "revision": 1, "scenario": "everything-in-tomato"}
        for letter in "ABC":
            answer = {"column": letter, "value": "do not show", "comment": "Too much of it. " * 9}
            answer |= {**said, "expected_version": 0}
            client.post("/api/releases/spring/verdicts", json=answer).raise_for_status()
    open_at(desk, "everything-in-tomato", 1440)
    before = desk.locator(".bar").bounding_box()
    for _ in "ABC":
        desk.keyboard.press("1")
    heard = desk.get_by_text("Don’t show · Brand manager")
    expect(heard).to_have_count(3)
    assert desk.locator(".bar").bounding_box() == before
    answer = """(told) => {
      const range = document.createRange();
      range.setStart(told.firstChild, 0);
      range.setEnd(told.firstChild, "Don’t show".length);
      return range.getBoundingClientRect().right <= told.getBoundingClientRect().right;
    }"""
    assert [each.evaluate(answer) for each in heard.all()] == [True] * 3
    heard.first.click()
    whole = desk.locator(".told.whole").bounding_box()
    assert whole["y"] + whole["height"] <= before["y"]
    heard.first.click()


@pytest.mark.parametrize("hand", ["desk", "phone"])
def test_on_paper_stand_all_products_of_all_columns_and_what_was_said(request, hand):
    page = request.getfixturevalue(hand)
    open_at(page, "the-winter-wedding", 1440 if hand == "desk" else 390)
    page.keyboard.press("2")
    rest(page)
    page.set_viewport_size({"width": 760, "height": 1080})
    page.emulate_media(media="print", color_scheme="dark")
    shown = page.locator(".now .column .tile:visible")
    expect(shown).to_have_count(36)
    boxes = page.locator(".now .column").evaluate_all(
        "(all) => all.map((each) => [each.getBoundingClientRect().x, each.scrollWidth])"
    )
    assert len({tuple(each) for each in boxes}) == 1
    expect(page.locator(".now .column").first).to_contain_text("Reservations")
    for away in (".bar", ".progress", ".tabs"):
        expect(page.locator(away)).to_be_hidden()
    ink = page.locator(".now h1").evaluate("(title) => getComputedStyle(title).color")
    assert max(int(each) for each in ink.strip("rgb()").split(",")) < 90
    page.emulate_media(media="screen", color_scheme="light")


def test_a_product_is_named_without_the_finding_of_its_whole_column(desk):
    open_at(desk, "a-single-gift", 1440)
    names = desk.locator(".now .column .tile").evaluate_all(
        "(tiles) => tiles.map((each) => each.getAttribute('aria-label'))"
    )
    against = [each for each in names if "Against" in each]
    assert against
    assert not [each for each in names if "of the 12" in each or "first" in each.lower()]
    bought = desk.locator(".now .owned").first
    title = bought.locator(".title").inner_text()
    expect(bought).to_have_accessible_name(f"{title}, 18 Dec 2025")


def test_the_dots_are_one_stop_of_the_tab_key_and_walked_by_arrows(desk):
    open_at(desk, "a-single-gift", 1440)
    here = desk.locator(".dot[aria-current]")
    assert desk.locator('.dot[tabindex="0"]').count() == 1
    here.focus()
    desk.keyboard.press("ArrowRight")
    expect(desk.locator(".dot").nth(1)).to_be_focused()
    desk.keyboard.press("Tab")
    assert desk.locator(".dot:focus").count() == 0
