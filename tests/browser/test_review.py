"""A reviewer's way through a release: by key, mouse and finger, all kept, nothing blocked."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from itertools import cycle
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from dashboard.releases import reviewing
from dashboard.releases.database import disconnect, sessions
from dashboard.releases.person import Person
from dashboard.releases.sheets import ReviewSheet
from tests.browser.reviewing import SLATES, scenario_on_screen, stand_at, wait_until_saved
from tests.house import House, Visit

REVIEWER = frozenset({"reviewer"})
WALKED = 14
LETTERS = "ABC"
OPINIONS = {"s": "suits", "d": "doubtful", "x": "never"}
VERDICTS = {"1": "show", "2": "show with reservations", "3": "do not show"}


@pytest.fixture(scope="module")
def house(
    tmp_path_factory: pytest.TempPathFactory, demo_shop: Path, spring_record: Path
) -> Iterator[House]:
    """One dashboard for all: `spring` to try things in, `walked` to go through from end to end."""
    folder = tmp_path_factory.mktemp("review")
    house = House(folder, demo_shop, f"sqlite:///{folder}/vitrine.db")
    (folder / "vitrine.db").write_bytes(spring_record.read_bytes())
    scenarios = sorted(each.stem for each in house.scenarios.glob("*.yaml"))[:WALKED]
    house.open_release("walked", "best-sellers", "als", "bm25", scenarios=tuple(scenarios))
    house.start()
    yield house
    house.stop()


@pytest.fixture(scope="module")
def sheet(house: House) -> Callable[[str], ReviewSheet]:
    """A release as the record holds it for one reviewer."""

    def read(name: str = "spring", person: str = "merchandiser") -> ReviewSheet:
        record = sessions(house.environment["VITRINE_DATABASE"])
        found = reviewing.review_sheet(record, name, Person(person, person, roles=REVIEWER))
        disconnect(record)
        return found

    return read


@pytest.fixture(scope="module")
def visit(house: House, browser: Browser) -> Iterator[Visit]:
    visit = house.browse(browser, "merchandiser")
    open_review(visit.go("/review?release=spring"))
    yield visit
    visit.context.close()


@pytest.fixture
def page(visit: Visit) -> Iterator[Page]:
    """The page that all tests share, each with a shopper of its own."""
    visit.complaints.clear()
    yield visit.page
    known = ("401", "409", "ERR_INTERNET_DISCONNECTED")
    assert [each for each in visit.complaints if not any(word in each for word in known)] == []


def open_review(page: Page) -> Page:
    expect(page.locator(".now .column canvas.here").first).to_be_visible()
    return page


def go_to(page: Page, title: str) -> None:
    page.locator(f'.dot[title="{title}"]').click()
    expect(page.get_by_role("heading", name=title, level=1)).to_be_visible()
    expect(page.locator(".now .column canvas.here").first).to_be_visible()


def tiles(page: Page, letter: str) -> Locator:
    return page.locator(f'.now .column[data-candidate="{letter}"] .tile')


def judged(sheet: ReviewSheet, scenario: str) -> Mapping[str, tuple]:
    """What stands in the record of one scenario's products."""
    [situation] = [each.situation for each in sheet.scenarios if each.id == scenario]
    return {
        each.product: (str(each.value), each.reasons, each.comment)
        for each in sheet.judgements
        if each.situation == situation
    }


def letters(sheet: ReviewSheet, scenario: str) -> Mapping[str, str]:
    """The candidate in each column."""
    return next(each.columns for each in sheet.scenarios if each.id == scenario)


def preferred(sheet: ReviewSheet, scenario: str) -> set[str]:
    [found] = [each for each in sheet.preferences if each.scenario == scenario]
    return {letter for letter, each in letters(sheet, scenario).items() if each in found.best}


def test_fourteen_shoppers_are_answered_by_keyboard_alone_and_stored_as_pressed(
    house, browser, sheet
):
    visit = house.browse(browser, "brand-manager")
    page = open_review(visit.go("/review?release=walked"))
    keys, said = cycle("ssdsx"), defaultdict(dict)
    verdicts, best = {}, {}
    for number in range(1, WALKED + 1):
        stand_at(page, number)
        scenario = scenario_on_screen(page)
        for letter, verdict in judge_all(page, said[scenario], keys).items():
            verdicts[scenario, letter] = verdict
        best[scenario] = prefer_by_turns(page, number)
        page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="All seen, all said.")).to_be_visible()
    wait_until_saved(page)
    stored = sheet("walked", "brand-manager")
    assert {each.scenario: preferred(stored, each.scenario) for each in stored.preferences} == best
    assert {
        (each.scenario, letter): str(each.value)
        for each in stored.verdicts
        for letter, candidate in letters(stored, each.scenario).items()
        if candidate == each.candidate
    } == verdicts
    for scenario, products in said.items():
        found = {product: value for product, (value, _, _) in judged(stored, scenario).items()}
        assert found == products
    everything = (*stored.verdicts, *stored.judgements, *stored.preferences)
    assert {each.version for each in everything} == {1}
    assert visit.complaints == []
    visit.context.close()


def judge_all(page: Page, said: dict[str, str], keys: Iterator[str]) -> dict[str, str]:
    """Every product once, column by column, each column then with its verdict, which is given;
    one that shows the same as another has it by then."""
    pressed, verdicts, slates = [], {}, page.evaluate(SLATES)
    for key, (letter, products) in zip("123", slates.items(), strict=True):
        alike = [each for each in verdicts if slates[each] == products]
        for product in products:
            if product not in said:
                pressed.append(next(keys))
                said[product] = OPINIONS[pressed[-1]]
        if not alike:
            pressed.append(key)
        verdicts[letter] = verdicts[alike[0]] if alike else VERDICTS[key]
    page.keyboard.type("".join(pressed))
    return verdicts


def prefer_by_turns(page: Page, number: int) -> set[str]:
    """The column answered last is the active one; every third time two are as good, or all."""
    here = page.locator(".now .column.active").get_attribute("data-candidate")
    page.keyboard.press("b")
    if number % 3 == 1:
        return {here}
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("b" if number % 3 == 2 else "=")
    return {here, LETTERS[LETTERS.index(here) - 1]} if number % 3 == 2 else set(LETTERS)


def test_a_judgement_marks_the_product_in_all_columns_and_is_taken_back(page, sheet):
    go_to(page, "A child’s birthday")
    shared = page.evaluate(SLATES)
    [product, *_] = [each for each in shared["A"] if each in (*shared["B"], *shared["C"])]
    everywhere = page.locator(f'.now .column .tile[data-product="{product}"]')
    everywhere.first.focus()
    page.keyboard.press("x")
    assert everywhere.count() > 1
    for each in everywhere.all():
        expect(each.locator(".judged")).to_have_text("Never")
    assert judged_later(page, sheet, "a-childs-birthday", product)[0] == "never"
    expect(page.locator(".unseen[role=status]").last).to_contain_text("Never: ")
    everywhere.first.focus()
    page.keyboard.press("x")
    for each in everywhere.all():
        expect(each.locator(".judged")).to_have_text("")
    assert judged_later(page, sheet, "a-childs-birthday", product)[0] == "no judgement"


def judged_later(page, sheet, scenario, product):
    wait_until_saved(page)
    return judged(sheet(), scenario)[product]


def test_the_focus_goes_on_to_the_next_product_that_waits(page):
    go_to(page, "A new baby")
    tiles(page, "B").first.focus()
    page.keyboard.press("s")
    expect(tiles(page, "B").nth(1)).to_be_focused()
    page.keyboard.press("ArrowLeft")
    expect(tiles(page, "A").nth(1)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(tiles(page, "A").nth(2)).to_be_focused()
    wait_until_saved(page)


def test_reasons_are_given_by_number_and_in_own_words(page, sheet):
    go_to(page, "Candles again")
    tile = tiles(page, "A").first
    product = tile.get_attribute("data-product")
    tile.focus()
    page.keyboard.press("d")
    page.keyboard.press("r")
    expect(page.get_by_role("dialog")).to_contain_text(tile.locator(".title").inner_text())
    page.keyboard.press("3")
    page.keyboard.press("1")
    page.get_by_label("In your own words").fill("Not with candles.")
    page.keyboard.press("Enter")
    expect(page.locator(".why")).to_have_count(0)
    expect(tile.locator(".because")).to_have_text("Wrong universe, Out of season")
    expect(tiles(page, "A").nth(1)).to_be_focused()
    stored = judged_later(page, sheet, "candles-again", product)
    assert stored == ("doubtful", ("out-of-season", "wrong-universe"), "Not with candles.")


def test_two_columns_may_be_as_good_and_all_the_same(page, sheet):
    go_to(page, "Everything in tomato")
    page.keyboard.press("b")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("b")
    expect(page.locator('.prefer[aria-pressed="true"]')).to_have_count(2)
    wait_until_saved(page)
    assert preferred(sheet(), "everything-in-tomato") == {"A", "B"}
    page.keyboard.press("=")
    expect(page.locator('.prefer[aria-pressed="true"]')).to_have_count(0)
    expect(page.locator(".even")).to_have_attribute("aria-pressed", "true")
    wait_until_saved(page)
    assert preferred(sheet(), "everything-in-tomato") == {"A", "B", "C"}
    page.keyboard.press("=")
    wait_until_saved(page)
    assert preferred(sheet(), "everything-in-tomato") == set()


def test_undo_goes_back_to_another_screen_and_redo_forth_again(page, sheet):
    go_to(page, "Rain in the forecast")
    tile = tiles(page, "A").first
    product = tile.get_attribute("data-product")
    tile.focus()
    page.keyboard.press("s")
    go_to(page, "Sandals in January")
    page.keyboard.press("2")
    page.keyboard.press("b")
    for _ in range(3):
        page.keyboard.press("z")
    expect(page.get_by_role("heading", name="Rain in the forecast")).to_be_visible()
    expect(tiles(page, "A").first.locator(".judged")).to_have_text("")
    assert judged_later(page, sheet, "rain-in-the-forecast", product)[0] == "no judgement"
    page.keyboard.press("Shift+Z")
    expect(tiles(page, "A").first.locator(".judged")).to_have_text("Suits")
    page.keyboard.press("y")
    expect(page.get_by_role("heading", name="Sandals in January")).to_be_visible()
    wait_until_saved(page)
    assert judged(sheet(), "rain-in-the-forecast")[product][0] == "suits"
    [verdict] = [each for each in sheet().verdicts if each.scenario == "sandals-in-january"]
    assert str(verdict.value) == "show with reservations"
    assert preferred(sheet(), "sandals-in-january") == set()


def test_the_mouse_finds_three_buttons_over_the_picture_and_nothing_moves(page, sheet):
    go_to(page, "Tea for two")
    tile = tiles(page, "B").nth(4)
    boxes = page.locator(".now .column .tile, .bar")
    before = [each.bounding_box() for each in boxes.all()]
    tile.hover(position={"x": 30, "y": 20})
    button = page.locator(".hand").get_by_role("button", name="Doubtful")
    box = button.bounding_box()
    assert min(box["width"], box["height"]) >= 24
    button.click()
    expect(tile.locator(".judged")).to_have_text("Doubtful")
    assert [each.bounding_box() for each in boxes.all()] == before
    page.locator(".hand").get_by_role("button", name="Why?").click()
    page.get_by_role("dialog").get_by_role("button", name="Poor picture").click()
    page.get_by_role("dialog").get_by_role("button", name="Done").click()
    stored = judged_later(page, sheet, "tea-for-two", tile.get_attribute("data-product"))
    assert stored == ("doubtful", ("poor-picture",), "")


def test_the_large_picture_is_judged_too(page, sheet):
    go_to(page, "The first flat")
    tile = tiles(page, "C").first
    tile.click(position={"x": 30, "y": 20})
    large = page.get_by_role("dialog")
    large.get_by_role("button", name="Never").click()
    page.keyboard.press("2")
    large.get_by_label("In your own words").fill("Seen too often, s and d")
    page.keyboard.press("Escape")
    expect(tile.locator(".judged")).to_contain_text("Never")
    stored = judged_later(page, sheet, "the-first-flat", tile.get_attribute("data-product"))
    assert stored == ("never", ("too-similar",), "Seen too often, s and d")


def test_a_finger_first_chooses_and_then_enlarges(house, browser, sheet):
    visit = house.browse(browser, "merchandiser", has_touch=True)
    page = open_review(visit.go("/review?release=spring&scenario=the-luxury-basket"))
    tile = tiles(page, "A").nth(1)
    tile.tap(position={"x": 40, "y": 20})
    suits = page.locator(".hand").get_by_role("button", name="Suits")
    suits.tap()
    expect(tile.locator(".judged")).to_have_text("Suits")
    expect(page.get_by_role("dialog")).to_have_count(0)
    tile.tap(position={"x": 40, "y": 20})
    expect(page.get_by_role("dialog")).to_be_visible()
    product = tile.get_attribute("data-product")
    assert judged_later(page, sheet, "the-luxury-basket", product)[0] == "suits"
    assert visit.complaints == []
    visit.context.close()


def test_two_windows_that_judge_one_product_are_shown_both_and_one_is_chosen(
    house, visit, page, sheet
):
    go_to(page, "The new camper")
    other = visit.context.new_page()
    other.goto(f"{house.base}/review?release=spring&scenario=the-new-camper")
    open_review(other)
    product = tiles(page, "A").first.get_attribute("data-product")
    tiles(other, "A").first.focus()
    other.keyboard.press("s")
    wait_until_saved(other)
    page.bring_to_front()
    tiles(page, "A").first.focus()
    page.keyboard.press("x")
    expect(page.locator(".conflicts")).to_contain_text("Keep “Suits”")
    expect(tiles(page, "A").first.locator(".judged")).to_have_text("Suits")
    page.get_by_role("button", name="Use “Never” instead").click()
    assert judged_later(page, sheet, "the-new-camper", product)[0] == "never"
    expect(page.locator(".conflicts .banner")).to_have_count(0)
    other.close()


def test_what_is_said_offline_is_stored_when_the_line_is_back(visit, page, sheet):
    go_to(page, "The stranger")
    products = page.evaluate(SLATES)["A"][:2]
    visit.context.set_offline(True)
    tiles(page, "A").first.focus()
    for key in "sd3b":
        page.keyboard.press(key)
    expect(page.get_by_text("Not saved yet, trying again")).to_be_visible()
    visit.context.set_offline(False)
    wait_until_saved(page)
    expect(page.get_by_text("Not saved yet")).to_have_count(0)
    stored = judged(sheet(), "the-stranger")
    assert [stored[each][0] for each in products] == ["suits", "doubtful"]
    verdicts = [str(each.value) for each in sheet().verdicts if each.scenario == "the-stranger"]
    assert verdicts == ["do not show"] * 3


def test_an_expired_sign_in_says_so_and_keeps_everything(house, visit, page, sheet):
    go_to(page, "The winter wedding")
    product = page.evaluate(SLATES)["A"][0]
    visit.context.clear_cookies()
    tiles(page, "A").first.focus()
    page.keyboard.press("x")
    expect(page.get_by_role("link", name="Sign in")).to_be_visible()
    asked = {"data": {"person": "merchandiser"}, "headers": {"Origin": house.base}}
    assert visit.context.request.post(f"{house.base}/sign-in", **asked).ok
    assert judged_later(page, sheet, "the-winter-wedding", product)[0] == "never"
    expect(page.get_by_role("link", name="Sign in")).to_have_count(0)


def test_single_keys_can_be_switched_off(page, sheet):
    go_to(page, "The writing desk")
    page.keyboard.press("?")
    page.get_by_label("Single letters and digits answer").uncheck()
    page.keyboard.press("Escape")
    tiles(page, "A").first.focus()
    page.keyboard.press("s")
    page.keyboard.press("?")
    page.get_by_label("Single letters and digits answer").check()
    page.keyboard.press("Escape")
    expect(page.locator(".now .column [data-judged=suits]")).to_have_count(0)


def test_without_single_keys_the_judgements_are_reached_by_tab(page, sheet):
    go_to(page, "The man who shops in March")
    page.keyboard.press("?")
    page.get_by_label("Single letters and digits answer").uncheck()
    page.keyboard.press("Escape")
    tile = tiles(page, "A").first
    tile.focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.locator(".hand").get_by_role("button", name="Doubtful")).to_be_focused()
    page.keyboard.press("Enter")
    expect(tile.locator(".judged")).to_have_text("Doubtful")
    expect(page.locator(".hand").get_by_role("button", name="Why?")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.locator(".hand").get_by_role("button", name="Why?")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_contain_text(tile.locator(".title").inner_text())
    page.keyboard.press("Escape")
    expect(page.locator(".hand").get_by_role("button", name="Why?")).to_be_focused()
    page.keyboard.press("?")
    page.get_by_label("Single letters and digits answer").check()
    page.keyboard.press("Escape")
    product = tile.get_attribute("data-product")
    assert judged_later(page, sheet, "the-man-who-shops-in-march", product)[0] == "doubtful"


def test_what_is_said_of_a_product_holds_in_all_scenarios_of_its_situation(
    house, visit, page, sheet
):
    first = (house.scenarios / "a-single-gift.yaml").read_text("utf-8")
    again = first.replace("title: A single gift", "title: Once more")
    (house.scenarios / "once-more.yaml").write_text(again, "utf-8")
    house.open_release("twice", "best-sellers", scenarios=("a-single-gift", "once-more"))
    page.goto(f"{house.base}/review?release=twice&scenario=a-single-gift")
    open_review(page)
    tile = tiles(page, "A").first
    product = tile.get_attribute("data-product")
    tile.focus()
    page.keyboard.press("x")
    go_to(page, "Once more")
    same = page.locator(f'.now .column .tile[data-product="{product}"]')
    expect(same.locator(".judged")).to_have_text("Never")
    same.focus()
    page.keyboard.press("s")
    go_to(page, "A single gift")
    expect(tiles(page, "A").first.locator(".judged")).to_have_text("Suits")
    wait_until_saved(page)
    assert judged(sheet("twice"), "once-more")[product][0] == "suits"
    page.goto(f"{house.base}/review?release=spring")
    open_review(page)


def test_columns_that_show_the_same_are_answered_together_and_taken_back_in_one_step(
    house, browser, sheet
):
    stranger = (house.scenarios / "the-stranger.yaml").read_text("utf-8")
    passer_by = stranger.replace("segment: new", "segment: passing by")
    (house.scenarios / "a-passer-by.yaml").write_text(passer_by, "utf-8")
    house.open_release("alike", "best-sellers", "als", "bm25", scenarios=("a-passer-by",))
    visit = house.browse(browser, "merchandiser")
    page = open_review(visit.go("/review?release=alike"))
    chosen = page.locator(".choice[aria-pressed=true]")
    expect(page.locator(".now .column h2")).to_have_text(
        ["A", "B the same as A", "C the same as A"]
    )
    page.get_by_role("button", name="Reservations: B").click()
    expect(chosen).to_have_count(3)
    page.keyboard.press("z")
    expect(chosen).to_have_count(0)
    page.keyboard.press("y")
    expect(chosen).to_have_count(3)
    page.get_by_role("button", name="Show: C", exact=True).click()
    wait_until_saved(page)
    assert {str(each.value) for each in sheet("alike").verdicts} == {"show"}
    assert len(sheet("alike").verdicts) == 3
    assert visit.complaints == []
    visit.context.close()


def test_colleagues_are_heard_only_once_all_columns_are_answered(house, page):
    title, scenario = "The luxury basket", "the-luxury-basket"
    with house.enter("brand-manager") as client:
        said = {
            "person": "brand-manager",
            "revision": 1,
            "scenario": scenario,
            "expected_version": 0,
        }
        for letter in "ABC":
            answer = {**said, "column": letter, "value": "do not show", "comment": "Too loud."}
            client.post("/api/releases/spring/verdicts", json=answer).raise_for_status()
    go_to(page, title)
    for _ in range(2):
        page.keyboard.press("1")
    wait_until_saved(page)
    expect(page.get_by_text("Too loud.")).to_have_count(0)
    page.keyboard.press("1")
    expect(page.get_by_text("Don’t show · Brand manager, “Too loud.”")).to_have_count(3)


def test_a_pause_leads_to_the_releases_and_another_device_goes_on(house, visit, page, browser):
    go_to(page, "The loyal knitwear client")
    for _ in range(3):
        page.keyboard.press("1")
    page.keyboard.press("Escape")
    expect(page.get_by_role("heading", name="Releases")).to_be_visible()
    elsewhere = house.browse(browser, "merchandiser")
    other = open_review(elsewhere.go("/review?release=spring"))
    expect(other.locator(".dot").first).to_have_attribute("aria-current", "step")
    expect(other.locator(".dot.extra.said")).to_have_count(3)
    expect(other.get_by_text("13 shoppers left")).to_be_visible()
    seen = {other.get_by_role("heading", level=1).inner_text()}
    for number in range(2, 14):
        other.keyboard.press("n")
        stand_at(other, number)
        seen.add(other.get_by_role("heading", level=1).inner_text())
    assert len(seen) == 13
    assert not seen & {"The luxury basket", "The loyal knitwear client", "The stranger"}
    expect(other.locator(".next")).to_have_text("Go to the 13 left")
    elsewhere.context.close()
