"""Real purchases, from the import to a verdict in the browser."""

import json
import shutil

import pytest
from playwright.sync_api import expect

from recommender.shop import open_shop
from tests.browser.reviewing import review_all_by_keyboard
from tests.house import House

CANDIDATES = ("best-sellers", "als", "bm25")


@pytest.fixture
def make_real_house(tmp_path, real_import):
    """A house on a shop of real data, with a scenario of two products in it."""
    houses = []

    def make(name, wanted):
        folder = tmp_path / "real"
        house = House(folder, folder / "shop", f"sqlite:///{folder}/vitrine.db")
        houses.append(house)
        imported = real_import(name)
        shutil.copytree(imported / "shop", house.shop)
        write_scenarios(house, wanted)
        house.run("recommender", "fit", "--shop", str(house.shop), *CANDIDATES)
        house.run("dashboard", "migrate")
        house.open_release("real", *CANDIDATES)
        house.start()
        return house, json.loads((imported / "counts.json").read_text("utf-8"))

    yield make
    for house in houses:
        house.stop()


def write_scenarios(house, wanted):
    for path in (house.scenarios / "suite.toml", *house.scenarios.glob("*.yaml")):
        path.unlink()
    frame = open_shop(house.shop).catalogue.frame
    ids = frame.loc[wanted(frame), "product_id"].head(2)
    text = "title: Somebody real\nstory: As the data have it.\nbought:\n"
    text += "".join(f"  - '{each}'\n" for each in ids)
    text += "expect:\n  - nothing_already_bought\n  - at_least_recommendations: {count: 6}\n"
    (house.folder / "scenarios" / "real.yaml").write_text(text, "utf-8")


def check_and_review(house, browser):
    house.run("recommender", "check", "--shop", str(house.shop),
              "--scenarios", str(house.folder / "scenarios"),
              *(part for each in CANDIDATES for part in ("--candidate", each)))  # fmt: skip
    visit = house.browse(browser, "merchandiser")
    page = visit.go("/review?release=real")
    expect(page.locator(".now .column")).to_have_count(len(CANDIDATES))
    expect(page.locator(".now canvas:not(.here)")).to_have_count(0)
    shown = page.locator(".now canvas.here").count()
    review_all_by_keyboard(page, house.shown("real"))
    assert house.shown("real")["missing"] == []
    assert visit.complaints == []
    return shown


def test_x_wines_is_reviewed_with_its_real_photos(make_real_house, browser):
    house, counts = make_real_house("x-wines", lambda frame: frame["picture"].notna())
    assert counts["products"]["kept"] == 1007
    assert counts["pictures"]["kept"] == 100
    assert check_and_review(house, browser) >= 2


def test_online_retail_is_reviewed_without_a_picture(make_real_house, browser):
    house, counts = make_real_house(
        "online-retail", lambda frame: frame["title"].str.contains("LANTERN")
    )
    purchases = counts["purchases"]
    assert purchases["read"] == 541_909
    assert purchases["read"] == purchases["kept"] + sum(purchases["dropped"].values())
    assert check_and_review(house, browser) == 0
