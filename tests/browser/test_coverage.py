"""The coverage page: what is missing is seen, added with a click, or put aside for good."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
from playwright.sync_api import Page, expect

from recommender.coverage import read_dismissed
from recommender.scenario import load_scenario
from recommender.shop import write_shop
from tests.browser.test_markup import HOSTILE
from tests.house import ROOT, House, Visit


@pytest.fixture(autouse=True)
def patience() -> Iterator[None]:
    """Shoppers are surveyed and models asked behind the page."""
    expect.set_options(timeout=40_000)
    yield
    expect.set_options(timeout=5_000)


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
    git(made, "init", "--quiet", "--template=", "--initial-branch=main")
    git(made, "add", ".")
    git(made, "-c", "user.name=A", "-c", "user.email=a@example.com", "commit", "-qm", "All")
    return made


@pytest.fixture
def visit(served: House, folder: Path, browser) -> Iterator[Visit]:
    visit = served.browse(browser, "merchandiser")
    visit.go("/coverage")
    yield visit
    assert visit.complaints == []
    visit.context.close()


def git(folder: Path, *arguments: str) -> str:
    plain = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull}
    done = subprocess.run(
        ["git", *arguments], cwd=folder, env=plain, capture_output=True, text=True, check=True
    )
    return done.stdout


def figure(page: Page) -> int:
    """Of the headline, in percent."""
    said = page.get_by_role("heading", name=re.compile(r"scenarios stand for \d+ %"))
    return int(re.search(r"(\d+) %", said.inner_text())[1])


def cards(page: Page):
    found = page.locator(".next .card:not(.shape)")
    expect(found.first).to_be_visible()
    return found


def test_a_suggestion_is_added_with_one_click_and_the_figure_rises(visit, folder):
    page = visit.page
    card, before = cards(page).first, figure(page)
    title = card.get_by_role("heading").inner_text()
    card.get_by_role("button", name="Add this scenario").click()
    expect(card.get_by_text("Added", exact=True)).to_be_visible()
    expect(page.get_by_role("heading", name="Your 17 scenarios stand for")).to_be_visible()
    assert figure(page) > before
    expect(card).to_contain_text(f"Your 17 scenarios stand for {figure(page)} %")
    address = card.get_by_role("link", name="Open it").get_attribute("href")
    name = f"{address.rpartition('=')[2]}.yaml"
    assert load_scenario(folder / name).title == title
    told = git(folder, "log", "-1", "--name-only", "--format=%an").split()
    assert told == ["Merchandiser", name]

    card.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("heading", name="Your 16 scenarios stand for")).to_be_visible()
    expect(card.get_by_role("button", name="Add this scenario")).to_be_focused()
    assert figure(page) == before
    assert not (folder / name).exists()


def test_what_is_put_aside_comes_back_neither_with_the_page_nor_with_the_server(
    visit, served, folder
):
    page = visit.page
    card = cards(page).first
    title = card.get_by_role("heading").inner_text()
    card.get_by_role("button", name="Not this one").click()
    expect(card.get_by_text("Not suggested again")).to_be_visible()
    (entry,) = read_dismissed(folder)
    assert entry.by == "Merchandiser"
    cards(visit.go("/coverage"))
    expect(page.get_by_role("heading", name=title, exact=True)).to_have_count(0)
    page.goto("about:blank")
    served.kill()
    served.start()
    cards(visit.go("/coverage"))
    expect(page.get_by_role("heading", name=title, exact=True)).to_have_count(0)


def test_putting_aside_is_undone(visit, folder):
    card = cards(visit.page).first
    card.get_by_role("button", name="Not this one").click()
    card.get_by_role("button", name="Undo").click()
    expect(card.get_by_role("button", name="Add this scenario")).to_be_visible()
    assert read_dismissed(folder) == ()


def test_a_suggestion_is_changed_in_the_studio_before_it_is_saved(visit, folder):
    page = visit.page
    card = cards(page).first
    title = card.get_by_role("heading").inner_text()
    bought = card.locator(".basket .tile").count()
    card.get_by_role("button", name="Change it first").click()
    page.wait_for_url("**/scenarios?scenario=new")
    expect(page.get_by_label("Title", exact=True)).to_have_value(title)
    expect(page.locator(".face[data-at]")).to_have_count(bought)
    assert len(list(folder.glob("*.yaml"))) == 16


def test_a_kind_of_shoppers_opens_by_keyboard_and_gives_the_focus_back(visit):
    page = visit.page
    kind = page.get_by_role("button", name="well covered").first
    kind.focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="One kind of shoppers")
    expect(dialog.get_by_role("heading", name="Who stands for them")).to_be_visible()
    expect(dialog.get_by_role("link", name="A child’s birthday")).to_be_visible()
    first = dialog.get_by_role("heading", level=2).inner_text()
    page.keyboard.press("ArrowRight")
    expect(dialog.get_by_role("heading", level=2)).not_to_have_text(first)
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(kind).to_be_focused()


def test_the_models_answers_stand_side_by_side(visit):
    card = cards(visit.page).first
    card.get_by_text("What would the models show?").click()
    expect(card.get_by_role("heading", level=4)).to_have_count(5)
    expect(card.get_by_role("region", name="Best sellers").locator(".tile")).to_have_count(6)


def test_tables_say_in_words_what_the_bars_show(visit):
    season = visit.page.get_by_role("table", name="Season")
    expect(season.get_by_role("row")).to_have_count(13)
    december = season.get_by_role("row", name=re.compile("December"))
    expect(december.get_by_role("rowheader")).to_have_text("December")
    expect(december.get_by_role("cell").last).to_have_text(re.compile(r"\d+ %, in part"))


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
