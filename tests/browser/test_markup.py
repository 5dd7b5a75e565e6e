"""Text from outside is shown as text on every page: no script, no link, no heading, no request."""

import pandas as pd
import pytest
from playwright.sync_api import expect

from recommender.shop import write_shop
from tests.house import House, fit_all

HOSTILE = (
    "<script>window.struck = 1</script>",
    '<img src="https://elsewhere.example/x.png" onerror="window.struck = 1">',
    "[a link](https://elsewhere.example)",
    "![a picture](https://elsewhere.example/x.png)",
    "# GO APPROVED",
    "https://elsewhere.example",
    "www.elsewhere.example",
    '"><svg onload="window.struck = 1">',
    "<iframe srcdoc='<script>parent.struck = 1</script>'></iframe>",
    ":red[GO] :material/check: $x^2$ **bold**",
    "javascript:window.struck=1",
    "{{constructor.constructor('window.struck=1')()}}",
)


@pytest.fixture(scope="module")
def hostile_shop(tmp_path_factory):
    folder = tmp_path_factory.mktemp("hostile") / "shop"
    ids = [f"p{number:02}" for number in range(len(HOSTILE) * 2)]
    titles = [*HOSTILE, *(f"Plain {number}" for number in range(len(HOSTILE)))]
    catalogue = pd.DataFrame(
        {
            "product_id": ids,
            "title": titles,
            "category": titles[::-1],
            "brand": titles,
            "colour": titles,
        }
    )
    purchases = pd.DataFrame(
        {
            "shopper_id": [f"s{number % 9}" for number in range(120)],
            "product_id": [ids[number * 7 % len(ids)] for number in range(120)],
            "bought_at": pd.Timestamp("2026-01-01", tz="UTC"),
        }
    )
    write_shop(
        folder, facts={"name": HOSTILE[0]}, catalogue=catalogue, purchases=purchases, pictures={}
    )
    fit_all(folder)
    return folder


@pytest.fixture(scope="module")
def house(hostile_shop, tmp_path_factory):
    folder = tmp_path_factory.mktemp("markup")
    scenarios = folder / "written"
    scenarios.mkdir()
    for number, text in enumerate(HOSTILE):
        quoted, tag = ("'" + each.replace("'", "''") + "'" for each in (text, text[:60]))
        (scenarios / f"odd-{number:02}.yaml").write_text(
            f"title: {quoted}\nstory: {quoted}\nbought: [p{number:02}]\ntags: [{tag}]\n"
            f"owner: {quoted}\nexpect:\n  - everything_available: {{because: {quoted}}}\n"
        )
    (scenarios / "broken.yaml").write_text("titel: '<script>window.struck = 1</script>'\n")
    house = House(folder / "house", hostile_shop, f"sqlite:///{folder}/vitrine.db", scenarios)
    house.run("dashboard", "migrate")
    (house.folder / "scenarios" / "broken.yaml").rename(house.folder / "broken.yaml")
    house.run(
        "dashboard", "release", "open", "odd", "--as", "proposer", "--candidate", "als",
        "--candidate", "best-sellers", "--title", HOSTILE[4] + HOSTILE[2] + HOSTILE[1],
    )  # fmt: skip
    comments = " ".join(HOSTILE)
    house.run(
        "dashboard", "release", "verdict", "odd", "--as", "merchandiser", "--scenario", "odd-00",
        "--candidate", "als", "--verdict", "show", "--comment", comments,
    )  # fmt: skip
    (house.folder / "broken.yaml").rename(house.folder / "scenarios" / "broken.yaml")
    house.start()
    yield house
    house.stop()


PAGES = (
    "/",
    "/review?release=odd&scenario=odd-00",
    "/decision?release=odd",
    "/scenarios",
    "/scenarios?scenario=odd-00",
    "/scenarios?scenario=new",
    "/review?release=%3Cscript%3Ewindow.struck=1%3C/script%3E",
    "/scenarios?scenario=%5Blink%5D(https://elsewhere.example)",
)


@pytest.mark.parametrize("person", ["merchandiser", "head-of-brand", "proposer"])
def test_markup_from_outside_stays_text(house, browser, person):
    visit = house.browse(browser, person)
    foreign = []
    visit.page.on(
        "request",
        lambda asked: (
            asked.url.startswith((house.base, "blob:", "data:")) or foreign.append(asked.url)
        ),
    )
    for path in PAGES:
        page = visit.go(path)
        page.wait_for_load_state("networkidle")
        assert page.evaluate("window.struck") is None, path
        assert page.locator('a[href*="elsewhere"], [src*="elsewhere"]').count() == 0, path
        headings = page.get_by_role("heading").all_inner_texts()
        assert "GO APPROVED" not in headings, path
    assert foreign == []
    assert visit.complaints == []


def test_a_hostile_title_is_readable_as_it_was_written(house, browser):
    page = house.browse(browser, "merchandiser").go("/review?release=odd&scenario=odd-00")
    expect(page.get_by_role("heading", name=HOSTILE[0])).to_be_visible()
