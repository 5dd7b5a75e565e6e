"""What a good answer is, said in sentences beside the pictures."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.writing import expected, file_scenario, opened, path_of, show_answer


@pytest.fixture(scope="module")
def filed(library) -> str:
    return file_scenario(library, "what-suits")


@pytest.fixture
def page(writer, filed) -> Iterator[Page]:
    """One page for all that saves nothing; what a test did is undone after it."""
    page = writer.page
    if f"scenario={filed}" not in page.url:
        opened(writer, filed)
        show_answer(page)
    expect(lines(page)).to_have_count(3)
    yield page
    if page.locator("form.writing").count():
        page.get_by_role("button", name="Cancel", exact=True).click()
    undo = page.get_by_role("button", name="Undo", exact=True)
    while undo.get_attribute("aria-disabled") == "false":
        undo.click()


def add(page: Page, group: str, line: str) -> None:
    page.get_by_role("button", name="Add what a good answer is").click()
    page.get_by_role("button", name=group, exact=True).click()
    page.get_by_role("button", name=line, exact=True).click()


def offered(page: Page):
    return page.locator(".options [role=option]")


def lines(page: Page):
    return page.locator(".good-answer > ol > .expectation")


def test_every_model_has_a_mark_with_its_name_and_what_was_found(page):
    marks = lines(page).nth(1).get_by_role("img")
    expect(marks).to_have_count(5)
    columns = page.locator(".column").evaluate_all("all => all.map((each) => each.ariaLabel)")
    told = marks.evaluate_all("all => all.map((each) => each.ariaLabel)")
    assert [each.split(":")[0] for each in told] == columns
    assert all(re.search(r": (not )?met\. .*Trousers & skirts", each) for each in told)
    assert told == marks.evaluate_all("all => all.map((each) => each.title)")
    marks.nth(1).hover()
    lit = page.locator(".column.lit")
    expect(lit).to_have_attribute("aria-label", columns[1])
    page.mouse.move(900, 500)
    expect(lit).to_have_count(0)
    marks.first.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(lit).to_have_attribute("aria-label", columns[2])


def test_a_new_one_is_checked_before_it_is_added(page):
    add(page, "Must never be there", "One product")
    form = page.get_by_role("form", name="A new expectation")
    expect(form.get_by_text("Fill it in to see how every model meets it.")).to_be_visible()
    title = page.locator(".column .tile .title").first.inner_text()
    page.get_by_role("combobox", name="Product").fill(title)
    offered(page).filter(has_text=title).first.click()
    expect(
        form.get_by_role("img", name=f"Best sellers: not met. {title} is shown at place 1.")
    ).to_be_visible()
    expect(lines(page)).to_have_count(3)
    page.keyboard.press("Escape")
    expect(form).to_have_count(0)
    expect(lines(page)).to_have_count(3)


def test_a_sentence_that_nothing_can_meet_says_why_and_is_not_taken(page):
    expected(page, "Every price between €10 and €150").click()
    page.get_by_label("At most", exact=True).fill("5")
    form = page.get_by_role("form", name="Change this expectation")
    expect(form.get_by_text("so nothing can meet it")).to_be_visible()
    form.get_by_role("button", name="Done").click()
    expect(form).to_be_visible()
    form.get_by_role("button", name="Cancel").click()
    expect(expected(page, "Every price between €10 and €150")).to_be_focused()


def test_the_beginning_of_a_sentence_turns_it_round_and_keeps_the_rest(page):
    expected(page, "Nothing from Trousers & skirts").click()
    page.get_by_label("How the sentence begins").select_option(label="At least")
    page.get_by_label("Where").select_option(label="among the first")
    page.get_by_role("button", name="Done").click()
    expect(expected(page, "At least 1 from Trousers & skirts among the first 6")).to_be_visible()
    expect(page.get_by_text("Nobody guesses a size.")).to_be_visible()


def test_one_is_removed_and_brought_back_by_undo(page):
    page.get_by_role("button", name="Remove: Nothing from Trousers & skirts").click()
    expect(lines(page)).to_have_count(2)
    page.get_by_role("button", name="Undo").click()
    expect(expected(page, "Nothing from Trousers & skirts")).to_be_visible()


def test_any_column_of_the_catalogue_can_be_asked_for(page):
    add(page, "Must be there", "A colour, a material ...")
    page.get_by_label("Which attribute").select_option(label="colour family")
    page.get_by_role("combobox", name="Which one").fill("gree")
    expect(offered(page).first).to_have_text("green")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(expected(page, "At least 1 in green")).to_be_visible()


def test_a_right_click_on_a_recommendation_forbids_it_and_asks_why(page):
    tile = page.locator(".column .tile").nth(2)
    title = tile.locator(".title").inner_text()
    tile.click(button="right")
    menu = page.get_by_role("menu", name=f"For this shopper: {title}")
    expect(menu.get_by_role("menuitem").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(menu).to_have_count(0)
    expect(tile).to_be_focused()

    tile.click(button="right")
    menu.get_by_role("menuitem", name="Never show this to this shopper").click()
    expect(page.get_by_label("Because")).to_be_focused()
    page.keyboard.type("He has one.")
    page.keyboard.press("Enter")
    expect(expected(page, f"{title} must not be shown")).to_be_visible()
    expect(page.get_by_text("He has one.")).to_be_visible()


def test_what_is_added_while_the_models_answer_anew_is_added_all_the_same(page):
    tile = page.locator(".column .tile").nth(2)
    title = tile.locator(".title").inner_text()
    tile.click(button="right")
    page.get_by_role("menuitem", name="Never show this to this shopper").click()
    expect(page.locator("form.writing .finding")).to_have_count(5)
    held = []
    page.route("**/api/expectations/check", lambda route: held.append(route))
    with page.expect_request("**/api/expectations/check"):
        page.get_by_label("Because").press("Enter")
    page.get_by_label("Because").press("Enter")
    with page.expect_request("**/api/expectations/check"):
        page.get_by_role("button", name="One more: Gloves in chestnut leather").press("Enter")
    for each in held:
        each.continue_()
    page.unroute_all()
    expect(expected(page, f"{title} must not be shown")).to_be_visible()
    expect(page.locator("form.writing")).to_have_count(0)


def test_what_is_taken_is_what_stood_there_at_enter_and_only_if_it_was_good(page):
    add(page, "A good mix", "Enough different kinds")
    field = page.locator("form.writing input").first
    wrong = page.locator("form.writing .wrong")
    held = []
    page.route("**/api/expectations/check", lambda route: held.append(route))
    field.fill("0")
    with page.expect_request("**/api/expectations/check"):
        field.press("Enter")
    with page.expect_request("**/api/expectations/check"):
        field.fill("4")
    for each in reversed(held):
        each.continue_()
    page.unroute_all()
    expect(page.locator("form.writing .finding")).to_have_count(5)
    expect(wrong).to_have_count(0)
    expect(page.locator("form.writing")).to_have_count(1)
    expect(lines(page)).to_have_count(3)


def test_what_is_being_written_outlives_a_right_click(page):
    add(page, "Must be there", "A brand")
    page.get_by_label("Because").fill("It began here.")
    tile = page.locator(".column .tile").nth(2)
    title = tile.locator(".title").inner_text()
    tile.click(button="right")
    page.get_by_role("menuitem", name="Never show this to this shopper").click()
    expect(expected(page, f"{title} must not be shown")).to_be_visible()
    expect(page.get_by_label("Because")).to_have_value("It began here.")
    expect(page.get_by_role("combobox", name="Brand")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    tile.click(button="right")
    page.get_by_role("menuitem", name="This must be there").click()
    expect(page.get_by_text("It began here.")).to_be_visible()
    expect(page.get_by_label("Because")).to_be_focused()
    expect(lines(page)).to_have_count(6)


def test_different_kinds_begin_with_categories_and_the_way_out_is_on_the_screen(page):
    add(page, "A good mix", "Enough different kinds")
    form = page.get_by_role("form", name="A new expectation")
    kinds = page.get_by_label("Which attribute")
    expect(kinds).to_have_value("category")
    expect(kinds.locator("option:checked")).to_have_text("categories")
    expect(page.get_by_label("Where").locator("option:checked")).to_have_text("in the whole answer")
    expect(form.get_by_role("button", name="Add", exact=True)).to_be_in_viewport(ratio=1)
    expect(form.locator(".finding")).to_have_count(5)
    expect(form.get_by_role("button", name="Add", exact=True)).to_be_in_viewport(ratio=1)
    form.get_by_role("button", name="Add", exact=True).click()
    expect(expected(page, "At least 3 different categories")).to_be_visible()


def test_a_whole_category_is_forbidden_by_the_keyboard(page):
    tile = page.locator(".column .tile").first
    tile.focus()
    page.keyboard.press("m")
    page.get_by_role("menuitem", name="Never anything from Fragrance & candles").press("Enter")
    expect(page.get_by_label("Because")).to_be_focused()
    page.keyboard.press("Escape")
    expect(expected(page, "Nothing from Fragrance & candles")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(lines(page)).to_have_count(3)


def test_hostile_reasons_stand_there_as_they_were_typed(page):
    hostile = "<img src=x onerror=alert(1)> =1+1 ](javascript:1)"
    expected(page, "Nothing from Trousers & skirts").click()
    page.get_by_label("Because").fill(hostile)
    page.keyboard.press("Enter")
    expect(page.get_by_text(hostile, exact=True)).to_be_visible()
    assert page.locator(".good-answer img").count() == 0


def test_a_blank_of_a_template_is_chosen_before_anything_is_saved(writer):
    page = writer.go("/scenarios?scenario=new&template=the-first-basket")
    show_answer(page)
    page.get_by_role("button", name="Choose a category that goes with it").click()
    expect(page.get_by_role("combobox", name="Category")).to_be_focused()
    page.get_by_role("option", name="Toys").click()
    page.get_by_role("button", name="Done").click()
    expect(expected(page, "At least 2 from Toys among the first 6")).to_be_visible()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Choose a product for the blank.", exact=True)).to_be_visible()
    expect(page.get_by_role("searchbox", name="Find a product")).to_be_focused()


def test_a_reader_without_a_role_sees_the_sentences_and_changes_nothing(library, gift, browser):
    settings = library.folder / "vitrine.toml"
    settings.write_text(
        settings.read_text("utf-8") + '\n[[people]]\nid = "guest"\nname = "Guest"\nroles = []\n'
    )
    visit = library.browse(browser, "guest")
    page = opened(visit, gift)
    show_answer(page)
    expect(page.get_by_text("Nothing from Trousers & skirts")).to_be_visible()
    expect(page.get_by_role("button", name="Add what a good answer is")).to_have_count(0)
    expect(page.get_by_role("button", name="Save", exact=True)).to_have_count(0)
    visit.context.close()
    assert path_of(library, gift).exists()
