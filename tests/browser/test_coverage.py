"""The coverage page: what is missing is seen, added with a click, or put aside for good."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pandas as pd
import pytest
from playwright.sync_api import Locator, Page, expect

from recommender.coverage import read_dismissed
from recommender.scenario import load_scenario
from recommender.shop import write_shop
from tests.browser.test_markup import HOSTILE
from tests.colleague import begin_history, git
from tests.house import ROOT, House, Visit


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory, demo_shop: Path) -> Iterator[House]:
    folder = tmp_path_factory.mktemp("coverage")
    house = House(folder / "house", demo_shop, f"sqlite:///{folder}/vitrine.db")
    house.run("dashboard", "migrate")
    house.start()
    yield house
    house.stop()


@pytest.fixture
def folder(served: House) -> Path:
    """The shipped scenarios, recorded in a repository of this test's own."""
    made = served.folder / "scenarios"
    shutil.rmtree(made)
    shutil.copytree(ROOT / "scenarios", made)
    begin_history(made)
    return made


@pytest.fixture(scope="module")
def visit(served: House, browser) -> Iterator[Visit]:
    visit = served.browse(browser, "merchandiser")
    yield visit
    assert visit.complaints == []
    visit.context.close()


@pytest.fixture
def page(visit: Visit, folder: Path) -> Iterator[Page]:
    """Drawn anew, of scenarios that this test may change; left before they are put back, since a
    page that looks again meanwhile would find none."""
    yield visit.go("/coverage")
    visit.page.goto("about:blank")


@pytest.fixture(scope="module")
def looking(served: House, browser) -> Iterator[Visit]:
    """Drawn once, for the tests that only look."""
    visit = served.browse(browser, "merchandiser")
    visit.go("/coverage")
    yield visit
    visit.context.close()


@pytest.fixture
def looked(looking: Visit) -> Iterator[Page]:
    yield looking.page
    assert looking.complaints == []


def figure(page: Page) -> int:
    """Of the headline, in percent."""
    said = page.get_by_role("heading", name=re.compile(r"scenarios stand for \d+ %"))
    return int(re.search(r"(\d+) %", said.inner_text())[1])


def cards(page: Page):
    found = page.locator(".next .card:not(.shape)")
    expect(found.first).to_be_visible()
    return found


def basket(card: Locator) -> list[str]:
    """What of it is drawn."""
    tiles = card.locator(".basket .tile")
    return [each.get_attribute("data-product") for each in tiles.all()]


def test_the_headline_is_the_title_and_three_suggestions_stand_below_it_at_once(looked):
    title = looked.get_by_role("heading", level=1)
    expect(title).to_have_count(1)
    expect(title).to_have_text(re.compile(r"^Your 16 scenarios stand for \d+ % of shoppers’ behav"))
    found = cards(looked)
    expect(found).to_have_count(3)
    for card in found.all():
        expect(card.get_by_role("button", name="Add this scenario")).to_be_in_viewport(ratio=1)


def test_a_warning_leads_to_the_kind_it_speaks_of(looked):
    warning = looked.locator(".gaps").get_by_role("button").first
    said = warning.inner_text()
    warning.click()
    dialog = looked.get_by_role("dialog", name="One kind of shoppers")
    first = dialog.get_by_role("heading", level=2).inner_text().split(",")[0]
    assert f"people who buy {first.lower()}" in said
    looked.keyboard.press("Escape")
    expect(warning).to_be_focused()


def test_a_kind_of_shoppers_opens_by_keyboard_and_gives_the_focus_back(looked):
    kind = looked.get_by_role("button", name="Well covered").first
    kind.focus()
    looked.keyboard.press("Enter")
    dialog = looked.get_by_role("dialog", name="One kind of shoppers")
    expect(dialog.get_by_role("heading", name="Who stands for them")).to_be_visible()
    expect(dialog.get_by_role("link", name="A child’s birthday")).to_be_visible()
    first = dialog.get_by_role("heading", level=2).inner_text()
    looked.keyboard.press("ArrowRight")
    expect(dialog.get_by_role("heading", level=2)).not_to_have_text(first)
    looked.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(kind).to_be_focused()


def test_no_line_of_what_is_usual_stands_outside_its_bar(looked):
    looked.locator(".kind").first.click()
    dialog = looked.get_by_role("dialog", name="One kind of shoppers")
    expect(dialog.get_by_text("The line in a bar is what is usual")).to_be_in_viewport()
    outside = dialog.locator(".beside").evaluate_all(
        """bars => bars.filter((bar) => {
            const whole = bar.getBoundingClientRect();
            const line = bar.querySelector(".usual").getBoundingClientRect();
            return line.left < whole.left - 0.5 || line.right > whole.right + 0.5;
        }).length"""
    )
    assert outside == 0
    looked.keyboard.press("Escape")
    expect(dialog).to_have_count(0)


def test_the_models_answers_stand_side_by_side(looked):
    card = cards(looked).first
    card.get_by_role("button", name="What would the models show?").click()
    dialog = looked.get_by_role("dialog", name="What the models would show")
    expect(dialog.get_by_role("region")).to_have_count(5)
    expect(dialog.get_by_role("region", name="Best sellers").locator(".tile")).to_have_count(12)
    looked.keyboard.press("Escape")
    expect(dialog).to_have_count(0)


def test_tables_say_in_words_what_the_bars_show(looked):
    season = looked.get_by_role("table", name="Season")
    expect(season.get_by_role("row")).to_have_count(13)
    december = season.get_by_role("row", name=re.compile("December"))
    expect(december.get_by_role("rowheader")).to_have_text("December")
    share, word, covered = (december.get_by_role("cell").nth(each) for each in (1, 2, 3))
    expect(share).to_have_text(re.compile(r"^\d+ %$"))
    expect(word).to_have_text("Partly covered")
    assert december.bounding_box()["height"] < 40
    expect(covered).to_have_text(re.compile(r"^\d+ %$"))


def test_the_bars_of_a_list_have_one_scale_and_the_longest_fills_its_column(looked):
    table = looked.get_by_role("table", name="Season")
    widths = table.locator("tbody tr").evaluate_all(
        """rows => rows.map((row) => {
            const bar = row.querySelector(".whole").getBoundingClientRect().width;
            const { paddingRight } = getComputedStyle(row.cells[1]);
            return [bar, row.cells[1].getBoundingClientRect().width - parseFloat(paddingRight)];
        })"""
    )
    shares = looked.evaluate(
        """async () => (await (await fetch("/api/coverage")).json()).divisions
            .find((each) => each.name === "season").groups.map((each) => each.share)"""
    )
    for (bar, column), share in zip(widths, shares, strict=True):
        assert bar == pytest.approx(column * share / max(shares), abs=1)


def test_a_suggestion_is_added_with_one_click_and_the_figure_rises(page, folder):
    card, before = cards(page).first, figure(page)
    title, bought = card.get_by_role("heading").inner_text(), basket(card)
    card.get_by_role("button", name="Add this scenario").click()
    receipt = page.locator(".receipt")
    expect(receipt.get_by_text("Added", exact=True)).to_be_visible()
    expect(page.get_by_role("heading", name="Your 17 scenarios stand for")).to_be_visible()
    assert figure(page) > before
    expect(receipt).to_contain_text(f"Your 17 scenarios stand for {figure(page)} %")
    expect(receipt).to_contain_text(title)
    way = receipt.get_by_role("link", name="Say what a good answer is")
    expect(way).to_be_focused()
    asked = parse_qs(urlsplit(way.get_attribute("href")).query)
    assert asked["tab"] == ["expect"]
    name = f"{asked['scenario'][0]}.yaml"
    saved = load_scenario(folder / name)
    assert (saved.title, saved.tags, saved.expectations) == (title, ("suggested",), ())
    assert "Suggested because few scenarios speak for people who buy" in saved.story
    told = git(folder, "log", "-1", "--name-only", "--format=%an").split()
    assert told == ["Merchandiser", name]

    receipt.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("heading", name="Your 16 scenarios stand for")).to_be_visible()
    expect(card.get_by_role("button", name="Add this scenario")).to_be_focused()
    assert basket(card) == bought
    assert figure(page) == before
    assert not (folder / name).exists()


def test_what_is_put_aside_comes_back_by_undo_alone(page, visit, served, folder):
    card = cards(page).first
    bought = basket(card)
    card.get_by_role("button", name="Not this one").click()
    page.locator(".receipt").get_by_role("button", name="Undo").click()
    expect(card.get_by_role("button", name="Add this scenario")).to_be_focused()
    assert (basket(card), read_dismissed(folder)) == (bought, ())

    card.get_by_role("button", name="Not this one").click()
    expect(page.locator(".receipt").get_by_text("Not suggested again")).to_be_visible()
    (entry,) = read_dismissed(folder)
    assert entry.by == "Merchandiser"
    assert bought not in [basket(each) for each in cards(visit.go("/coverage")).all()]
    page.goto("about:blank")
    served.kill()
    served.start()
    assert bought not in [basket(each) for each in cards(visit.go("/coverage")).all()]


def test_a_suggestion_is_changed_in_the_studio_before_it_is_saved(page, folder):
    card = cards(page).first
    title = card.get_by_role("heading").inner_text()
    drawn, rest = len(basket(card)), card.locator(".basket .rest")
    bought = drawn + (int(rest.inner_text()) if rest.count() else 0)
    card.get_by_role("button", name="Change it first").click()
    page.wait_for_url("**/scenarios?scenario=new")
    expect(page.get_by_label("Title", exact=True)).to_have_value(title)
    expect(page.locator(".face[data-at]")).to_have_count(bought)
    assert len(list(folder.glob("*.yaml"))) == 16


def test_the_way_to_a_good_answer_opens_the_studio_there(visit, folder):
    page = visit.go("/scenarios?scenario=the-stranger&tab=expect")
    expect(page.get_by_role("tab", name="A good answer")).to_have_attribute("aria-selected", "true")


@pytest.fixture(scope="module")
def hostile_shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two kinds of shoppers; all that they buy has a hostile title, category and colour."""
    folder = tmp_path_factory.mktemp("hostile") / "shop"
    ids = [f"p{number:02}" for number in range(len(HOSTILE))]
    rows = [
        (f"s{shopper}", ids[place], "2025-06-10")
        for shopper in range(12)
        for place in range(len(ids))
        if place % 2 == shopper % 2
    ]
    purchases = pd.DataFrame(rows, columns=["shopper_id", "product_id", "bought_at"])
    purchases["bought_at"] = pd.to_datetime(purchases["bought_at"])
    halves = [HOSTILE[0], HOSTILE[4]] * (len(ids) // 2)
    catalogue = {"product_id": ids, "title": HOSTILE, "category": halves, "colour": halves}
    return write_shop(
        folder,
        facts={"name": HOSTILE[0], "currency": "EUR"},
        catalogue=pd.DataFrame(catalogue),
        purchases=purchases,
        pictures={},
    ).folder


def test_hostile_text_is_shown_as_text(make_house, hostile_shop, browser, tmp_path):
    scenarios = tmp_path / "scenarios"
    scenarios.mkdir()
    (scenarios / "one.yaml").write_text(f"title: '{HOSTILE[0]}'\nbought: [p00]\n", "utf-8")
    house = make_house(shop=hostile_shop, scenarios=scenarios)
    house.start()
    visit = house.browse(browser, "merchandiser")
    foreign = []
    visit.page.on(
        "request",
        lambda request: (
            None
            if request.url.startswith((house.base, "blob:", "data:"))
            else foreign.append(request.url)
        ),
    )
    page = visit.go("/coverage")
    reason = cards(page).first.locator(".reason")
    expect(reason).to_contain_text(HOSTILE[4])
    expect(page.locator(".kind .name").filter(has_text=HOSTILE[0])).to_have_count(1)
    page.locator(".kind").filter(has_text=HOSTILE[0]).click()
    expect(page.get_by_role("dialog").get_by_role("heading", level=2)).to_contain_text("<script>")
    assert page.evaluate("window.struck") is None
    assert foreign == []
    visit.context.close()
