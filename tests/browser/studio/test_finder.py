"""Finding products by eye: words, chips, an order, pages that follow, the card, more like this."""

import pytest
from playwright.sync_api import expect


@pytest.fixture
def page(page):
    """The finder as it opens: no words, no chip, the best sellers first."""
    page.get_by_label("In which order").select_option("best")
    page.get_by_label("Find a product").fill("")
    expect(page.get_by_text("629 products")).to_be_visible()
    page.locator(".scroller").evaluate("node => node.scrollTop = 0")
    return page


def found(page):
    return page.locator(".results .tile").evaluate_all("all => all.map(t => t.dataset.product)")


def test_words_with_an_error_find_by_keyboard_alone(page):
    page.get_by_role("tab", name="Find products").focus()
    page.keyboard.press("/")
    expect(page.get_by_label("Find a product")).to_be_focused()
    page.keyboard.type("tepot")
    expect(page.locator(".results .title").first).to_contain_text("teapot")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    second = page.locator(".results .tile").nth(1)
    expect(second).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".owned")).to_have_count(5)
    expect(second).to_be_focused()
    expect(second).to_have_attribute("aria-pressed", "true")


def test_who_walks_into_the_pictures_before_the_answer_comes_keeps_their_place(page):
    held = []
    page.route("**/api/products?words=teapot*", lambda route: held.append(route), times=1)
    page.get_by_label("Find a product").press_sequentially("teapo")
    expect(page.locator(".results .title").first).to_contain_text("teapot")
    page.keyboard.type("t")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    expect(page.locator(".results .tile").nth(1)).to_be_focused()
    with page.expect_response("**/api/products?words=teapot*"):
        held[0].continue_()
    expect(page.locator(".found")).to_contain_text("found")
    page.keyboard.press("Enter")
    expect(page.locator(".results .tile").nth(1)).to_be_focused()
    expect(page.locator(".owned")).to_have_count(5)


def test_enter_takes_the_best_match_of_what_is_written_not_of_what_was(page):
    page.get_by_label("Find a product").press_sequentially("raincoat")
    page.keyboard.press("Enter")
    expect(page.locator(".owned .title").last).to_contain_text("aincoat")


def test_chips_narrow_with_counts_and_are_undone(page):
    page.get_by_role("button", name="Category", exact=True).click()
    lamps = page.get_by_role("button", name="Lamps 19")
    lamps.click()
    expect(page.get_by_text("19 found")).to_be_visible()
    expect(page.locator('.value[data-value="Lamps"]')).to_be_focused()
    page.keyboard.press("Escape")
    chip = page.get_by_role("button", name="Category: Lamps")
    expect(chip).to_be_focused()
    assert all("lamp" in each for each in found(page))
    chip.click()
    page.get_by_label("Narrow this list").fill("lam")
    page.locator('.value[data-value="Lamps"]').click()
    expect(page.get_by_text("629 products")).to_be_visible()


def test_the_lowest_price_comes_first(page):
    page.get_by_label("In which order").select_option("price")
    expect(page.locator(".results .price").first).to_have_text("€14.00")
    prices = page.locator(".results .price").all_inner_texts()
    assert prices == sorted(prices, key=lambda each: float(each.lstrip("€")))


def test_pages_of_pictures_follow_as_one_scrolls(page):
    page.locator(".scroller").evaluate("node => node.scrollTop = node.scrollHeight")
    expect(page.locator(".results .tile")).not_to_have_count(24)
    ids = found(page)
    assert len(ids) == len(set(ids)) >= 48


def test_a_card_shows_how_a_product_sells_and_fills_the_finder_with_more_like_it(page):
    tile = page.locator(".results .tile").first
    product = tile.get_attribute("data-product")
    tile.click(button="right")
    card = page.get_by_role("dialog")
    expect(card.get_by_text("pieces since April 2024")).to_be_visible()
    expect(card.get_by_text("Bought with it")).to_be_visible()
    card.get_by_role("button", name="More like this").click()
    expect(page.get_by_role("button", name="Looks like it")).to_have_attribute(
        "aria-pressed", "true"
    )
    expect(page.locator(f'.results .tile[data-product="{product}"]')).to_have_count(0)
    page.get_by_role("button", name="All products", exact=True).click()
    expect(page.get_by_text("629 products")).to_be_visible()


def test_what_looks_alike_is_shown_as_soon_as_its_pictures_are_compared(page):
    early = "12 of 629 pictures are compared so far."

    def ask_early(route):
        later = route.fetch().json()
        route.fulfill(json={**later, "products": [], "total": 0, "next": None, "note": early})

    page.route("**/api/products?*like=*", ask_early, times=1)
    page.locator(".results .tile").first.click(button="right")
    page.get_by_role("dialog").get_by_role("button", name="More like this").click()
    expect(page.locator(".found")).to_have_text(early)
    expect(page.locator(".results .tile").first).to_be_visible()
    page.get_by_role("button", name="All products", exact=True).click()


def test_a_product_is_added_from_its_card(page):
    page.locator(".results .tile").nth(3).focus()
    page.keyboard.press("i")
    page.get_by_role("button", name="Add to what was bought").click()
    expect(page.locator(".owned")).to_have_count(5)
