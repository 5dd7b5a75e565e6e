"""What was bought as a strip in time: ordered, counted, dated by mouse, touch and keyboard."""

from playwright.sync_api import expect

from tests.browser.studio.conftest import strip

CANDLES = [
    "scented-jar-candle-sage",
    "scented-jar-candle-rose",
    "pillar-candles-ivory",
    "scented-jar-candle-amber",
]


def face(page, at):
    return page.locator(f'.face[data-at="{at}"]')


def middle(node):
    box = node.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_the_strip_shows_what_was_bought_with_dates_and_pieces(page):
    assert strip(page) == CANDLES
    expect(page.locator(".day")).to_have_text(
        ["10 Oct 2025", "21 Nov 2025", "9 Jan 2026", "20 Feb 2026"]
    )
    assert page.locator(".amount input").evaluate_all("all => all.map(each => each.value)") == [
        "2", "1", "1", "2",
    ]  # fmt: skip


def test_a_product_moved_by_keyboard_keeps_the_focus_and_its_date_fits(page):
    face(page, 3).focus()
    page.keyboard.press("Alt+ArrowLeft")
    assert strip(page) == [CANDLES[0], CANDLES[1], CANDLES[3], CANDLES[2]]
    expect(face(page, 2)).to_be_focused()
    expect(page.locator(".day").nth(2)).to_have_text("9 Jan 2026")
    expect(page.get_by_text("Its date is now 9 Jan 2026")).to_be_visible()
    page.keyboard.press("Control+z")
    assert strip(page) == CANDLES
    expect(page.locator(".day").nth(3)).to_have_text("20 Feb 2026")


def test_a_product_is_carried_to_the_front_with_the_mouse(page):
    (x, y), (to_x, to_y) = middle(face(page, 2)), middle(face(page, 0))
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 40, y, steps=3)
    page.mouse.move(to_x - 20, to_y, steps=5)
    page.mouse.up()
    assert strip(page) == [CANDLES[2], CANDLES[0], CANDLES[1], CANDLES[3]]
    expect(page.locator(".day").first).to_have_text("10 Oct 2025")
    expect(page.locator("dialog")).to_have_count(0)


def test_a_product_is_carried_with_a_finger_that_rests_on_it_first(studio_house, browser):
    touching = studio_house.browse(browser, "merchandiser", has_touch=True)
    page = touching.go("/scenarios?scenario=candles-again")
    (x, y), (to_x, _) = middle(face(page, 0)), middle(face(page, 1))
    wire = touching.context.new_cdp_session(page)

    def touch(kind, *points):
        shape = [{"x": each[0], "y": each[1]} for each in points]
        wire.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": shape})

    touch("touchStart", (x, y))
    page.wait_for_selector(".carried")
    for step in range(1, 6):
        touch("touchMove", (x + (to_x + 20 - x) * step / 5, y))
    touch("touchEnd")
    assert strip(page) == [CANDLES[1], CANDLES[0], CANDLES[2], CANDLES[3]]
    assert touching.complaints == []


def test_a_day_is_typed_and_the_product_moves_to_its_place_in_time(page):
    page.locator(".day").nth(0).click()
    page.get_by_label("Bought on").fill("2026-01-20")
    assert strip(page) == [CANDLES[1], CANDLES[2], CANDLES[0], CANDLES[3]]
    expect(page.locator(".day").nth(2)).to_have_text("20 Jan 2026")
    expect(page.locator(".day").nth(2)).to_be_focused()


def test_a_day_after_the_scenarios_own_is_refused_in_words(page):
    page.locator(".day").nth(0).click()
    page.get_by_label("Bought on").fill("2026-04-01")
    expect(page.get_by_text("Nothing is bought after 25 Mar 2026")).to_be_visible()
    assert strip(page) == CANDLES


def test_a_day_is_taken_away(page):
    page.locator(".day").nth(1).click()
    page.get_by_role("button", name="No date").last.click()
    expect(page.locator(".day").nth(1)).to_have_text("No date")
    assert strip(page) == CANDLES


def test_pieces_are_counted_and_typed(page):
    page.locator(".owned").nth(1).hover()
    page.get_by_label("One more: Scented candle in rose glass").click()
    field = page.get_by_label("How many: Scented candle in rose glass")
    expect(field).to_have_value("2")
    expect(page.get_by_label("One more: Scented candle in rose glass")).to_be_focused()
    field.fill("14")
    field.press("Enter")
    expect(field).to_have_value("14")
    field.fill("-3")
    field.press("Enter")
    expect(field).to_have_value("14")


def test_a_typed_number_does_not_swallow_the_click_that_ends_it(page):
    page.locator(".owned").nth(1).hover()
    field = page.get_by_label("How many: Scented candle in rose glass")
    field.fill("5")
    page.get_by_label("One more: Scented candle in rose glass").click()
    expect(field).to_have_value("6")
    field.fill("3")
    face(page, 2).click()
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(field).to_have_value("3")


def test_what_is_removed_gives_the_focus_to_its_neighbour(page):
    face(page, 1).focus()
    page.keyboard.press("Delete")
    assert strip(page) == [CANDLES[0], CANDLES[2], CANDLES[3]]
    expect(face(page, 1)).to_be_focused()
    for _ in range(3):
        page.keyboard.press("Delete")
    expect(page.get_by_text("They have bought nothing yet")).to_be_visible()
