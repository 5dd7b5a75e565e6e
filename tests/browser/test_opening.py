"""A release is opened with a model that answers nobody only where that is asked for."""

import json
import re
import shutil

import pytest
from playwright.sync_api import expect

from tests.recommender.model_server import keeps_the_contract, served

SERVED = """
[[candidates]]
id = "served"
kind = "http"
title = "Served elsewhere"
url = "{url}"
"""
TOLD = "“Served elsewhere” has no selection for 1 of 1 shopper, the first of them"


@pytest.fixture
def house(make_house, demo_shop, tmp_path):
    """On a shop of its own; a model served elsewhere was there when it was fitted, and is gone."""
    shop = tmp_path / "shop"
    shutil.copytree(demo_shop, shop)
    house = make_house(shop=shop)
    for path in house.scenarios.glob("*.yaml"):
        if path.stem != "the-new-camper":
            path.unlink()
    settings = house.folder / "vitrine.toml"
    with served(keeps_the_contract) as model:
        settings.write_text(settings.read_text("utf-8") + SERVED.format(url=model.url), "utf-8")
        house.run("recommender", "fit", "--shop", str(shop), "served")
    return house


def names(house):
    return [
        each["name"] for each in json.loads(house.run("dashboard", "release", "list", "--json"))
    ]


def test_by_command_it_is_refused_with_the_option_that_allows_it(house):
    opening = ("dashboard", "release", "open", "spring", "--as", "proposer")
    asked = (*opening, "--candidate", "served", "--candidate", "als")
    said = house.run(*asked, expect=2)
    assert TOLD in said and said.rstrip().endswith("For that, add --allow-trouble.")
    assert names(house) == []
    house.run(*asked, "--allow-trouble")
    assert names(house) == ["spring"]


def test_on_the_page_it_is_told_and_opened_once_that_is_ticked(house, browser):
    house.start()
    visit = house.browse(browser, "proposer")
    page = visit.go("/")
    page.get_by_text("Open a new release").click()
    # The list of models shuts when the page's first run ends.
    visit.settle()
    page.get_by_label("Name", exact=True).fill("spring")
    models = page.get_by_label("Models")
    for title in ("Served elsewhere", "Taste profile"):
        models.click()
        page.get_by_role("option", name=title).click()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Open the release").click()
    expect(page.get_by_text(re.compile(TOLD))).to_be_visible()
    assert names(house) == []
    page.get_by_text("Open it all the same").click()
    page.get_by_role("button", name="Open the release").click()
    expect(page.locator(".card")).to_have_count(1)
    assert names(house) == ["spring"]
    expect(page.get_by_text(re.compile(TOLD))).to_have_count(0)
    assert visit.complaints == []
