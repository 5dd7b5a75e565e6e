"""The suite's page: found, chosen, tagged, deleted and brought back, carried out and in."""

import io
import re
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from recommender.scenario import load_scenario
from tests.house import House, Visit

COUNT = 150
PRODUCTS = ("bell-tent-sand", "ridge-tent-olive", "dome-tent-saffron")
HOSTILE = (
    "<script>window.struck = 1</script>",
    '<img src="https://elsewhere.example/x.png" onerror="window.struck = 1">',
    "[a link](https://elsewhere.example)",
    '"><svg onload="window.struck = 1">',
    '=HYPERLINK("https://elsewhere.example")',
)


def written(folder: Path, count: int) -> Path:
    """Shoppers by number, the first ones hostile, one file that cannot be read."""
    folder.mkdir()
    for at in range(count):
        title = HOSTILE[at] if at < len(HOSTILE) else f"Shopper {at:04}"
        quoted = "'" + title.replace("'", "''") + "'"
        owner = "home" if at % 2 else "outdoor"
        (folder / f"shopper-{at:04}.yaml").write_text(
            f"title: {quoted}\nstory: {quoted}\nbought: [{PRODUCTS[at % 3]}]\n"
            f"tags: [tag-{at % 7}]\nowner: {owner}\n"
        )
    (folder / "broken.yaml").write_text("titel: '<b>bold</b>'\n")
    return folder


def house_of(folder: Path, shop: Path, scenarios: Path) -> House:
    house = House(folder, shop, f"sqlite:///{folder}/vitrine.db", scenarios=scenarios)
    for command in (
        ("init", "--quiet", "--initial-branch=main"),
        ("add", "."),
        ("-c", "user.name=C", "-c", "user.email=c@example.com", "commit", "-qm", "First"),
    ):
        subprocess.run(["git", *command], cwd=house.folder / "scenarios", check=True)
    house.run("dashboard", "migrate")
    house.start()
    return house


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory, demo_shop: Path) -> Iterator[House]:
    folder = tmp_path_factory.mktemp("suite")
    house = house_of(folder / "house", demo_shop, written(folder / "written", COUNT))
    yield house
    house.stop()


@pytest.fixture(scope="module")
def merchandiser(house: House, browser: Browser) -> Iterator[Visit]:
    """One browser for all tests: what it has fetched once, no page fetches again."""
    visit = house.browse(browser, "merchandiser")
    yield visit
    visit.context.close()


@pytest.fixture
def visit(merchandiser: Visit) -> Iterator[Visit]:
    yield merchandiser
    assert merchandiser.page.evaluate("window.struck") is None
    assert merchandiser.complaints == []


@pytest.fixture
def page(visit: Visit) -> Page:
    """All scenarios; loaded anew only where the last test looked for something or chose."""
    page = visit.page
    if page.url == f"{visit.base}/scenarios" and page.locator(".bar").is_hidden():
        return page
    return opened(visit)


def opened(visit: Visit, query: str = "") -> Page:
    page = visit.go(f"/scenarios{query}")
    expect(page.locator(".total")).to_contain_text("scenario")
    return page


def scenarios(house: House) -> Path:
    return house.folder / "scenarios"


def subjects(house: House) -> list[str]:
    told = subprocess.run(
        ["git", "log", "--format=%an: %s"], cwd=scenarios(house), capture_output=True, text=True
    )
    return told.stdout.splitlines()


def card(page: Page, title: str):
    return page.locator(".card", has=page.get_by_role("link", name=title, exact=True))


def test_more_cards_come_as_one_scrolls_and_far_pictures_are_let_go(page):
    expect(page.locator(".card canvas.here").first).to_be_visible()
    expect(page.locator(".card[data-id]")).to_have_count(60)
    first = page.locator(".card[data-id]").first
    expect(first.locator("canvas")).to_have_count(1)
    while page.locator(".card[data-id]").count() < COUNT:
        before = page.locator(".card[data-id]").count()
        page.locator(".card[data-id]").last.scroll_into_view_if_needed()
        expect(page.locator(".card[data-id]")).not_to_have_count(before)
    page.locator(".card[data-id]").last.scroll_into_view_if_needed()
    expect(page.locator(".card[data-id]").last.locator("canvas.here")).to_have_count(1)
    expect(first.locator("canvas")).to_have_count(0)


def test_what_one_looks_for_stands_in_the_address_and_can_be_sent(page, visit):
    page.get_by_label("Find a scenario").fill("shopper 00")
    page.get_by_role("button", name="tag-3").click()
    page.get_by_label("Owner").select_option("home")
    expect(page.locator(".total")).to_have_text(f"7 of {COUNT} scenarios")
    address = page.url
    assert "words=shopper+00" in address
    other = opened(visit, address[address.index("?") :])
    expect(other.locator(".total")).to_have_text(f"7 of {COUNT} scenarios")
    expect(other.get_by_label("Find a scenario")).to_have_value("shopper 00")
    expect(other.get_by_role("button", name="tag-3")).to_have_attribute("aria-pressed", "true")


def test_nothing_that_matches_leads_back_to_all(page):
    page.get_by_label("Find a scenario").fill("a shopper nobody has described")
    expect(page.get_by_role("heading", name="No scenario matches")).to_be_visible()
    page.get_by_role("button", name="Show all scenarios").click()
    expect(page.locator(".total")).to_have_text(f"{COUNT} scenarios")
    assert "words" not in page.url


def test_how_the_models_stand_comes_after_the_cards_and_moves_nothing(page):
    first = page.locator(".card[data-id]").first
    before = first.bounding_box()
    expect(first.locator(".state.met")).to_have_text("All met")
    assert first.bounding_box() == before


def test_one_line_says_who_falls_short_and_the_whole_what(house, page):
    scenario = scenarios(house) / "shopper-0010.yaml"
    kept = scenario.read_text()
    page.get_by_role("button", name="Falls short").click()
    expect(page.get_by_role("heading", name="Every model meets every scenario")).to_be_visible()
    scenario.write_text(f"{kept}expect:\n  - only_brand: {{brand: Quillhaven}}\n")
    page.get_by_role("button", name="Show all scenarios").click()
    page.get_by_role("button", name="Falls short").click()
    state = page.locator(".card .state.unmet")
    expect(state).to_have_text("No model meets it")
    expect(state).to_have_attribute("title", re.compile("^Falls short: .*Quillhaven"))
    scenario.write_text(kept)


def test_pictures_fill_the_card_and_nothing_lies_on_them(page):
    first = page.locator(".card[data-id]").first
    picture = first.locator("canvas").bounding_box()
    assert picture["width"] > 200
    for each in (first.get_by_role("checkbox"), first.get_by_label("More for")):
        assert each.bounding_box()["y"] > picture["y"] + picture["height"]


def test_what_this_person_has_not_saved_yet_is_marked(page, visit):
    page.get_by_role("link", name="Shopper 0005", exact=True).click()
    page.get_by_label("Title").fill("Another name")
    page.get_by_role("link", name="All scenarios").click()
    expect(card(page, "Shopper 0005")).to_contain_text("Not saved yet")
    expect(page.get_by_text("Not saved yet")).to_have_count(1)
    page.evaluate("localStorage.clear()")


def test_a_file_that_cannot_be_read_has_a_card_with_its_line_and_remedy(page):
    page.get_by_role("button", name="Cannot be read 1").click()
    trouble = page.locator(".card.unread")
    expect(trouble).to_have_count(1)
    expect(trouble).to_contain_text("broken.yaml")
    expect(trouble).to_contain_text("Line 1: There is no field 'titel'. Did you mean 'title'?")


def test_hostile_titles_stay_text(page):
    for title in HOSTILE:
        expect(card(page, title).locator(".story")).to_have_text(title)


def test_several_are_chosen_tagged_deleted_and_brought_back(house, page):
    page.get_by_label("Find a scenario").fill("shopper-002")
    expect(page.locator(".card[data-id]")).to_have_count(10)
    page.get_by_label("Choose Shopper 0021").check()
    page.get_by_label("Choose Shopper 0024").click(modifiers=["Shift"])
    expect(page.get_by_text("4 chosen")).to_be_visible()
    page.get_by_role("button", name="Add tag").click()
    page.get_by_label("Tag", exact=True).fill("winter")
    page.get_by_label("Tag", exact=True).press("Enter")
    expect(page.locator(".said")).to_have_text("Added the tag “winter” to 4 scenarios.")
    assert "winter" in load_scenario(scenarios(house) / "shopper-0024.yaml").tags
    assert subjects(house)[0] == "Merchandiser: Tag 4 scenarios: winter"

    page.get_by_role("button", name="Delete", exact=True).click()
    expect(page.locator(".said")).to_contain_text("Deleted 4 scenarios.")
    expect(page.locator(".card[data-id]")).to_have_count(6)
    assert not (scenarios(house) / "shopper-0021.yaml").exists()
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".card[data-id]")).to_have_count(10)
    assert (scenarios(house) / "shopper-0021.yaml").exists()
    assert subjects(house)[:2] == [
        "Merchandiser: Bring back 4 scenarios",
        "Merchandiser: Delete 4 scenarios",
    ]


def test_those_chosen_stay_at_hand_whatever_is_looked_for(page):
    page.get_by_label("Choose Shopper 0006").check()
    page.get_by_label("Choose Shopper 0008").check()
    page.get_by_label("Find a scenario").fill("shopper-009")
    expect(page.locator(".card[data-id]")).to_have_count(10)
    expect(page.get_by_text("2 chosen, not in this search")).to_be_in_viewport()
    page.get_by_role("button", name="Show them").click()
    expect(page.locator(".card[data-id]")).to_have_count(2)
    expect(page.get_by_text("2 chosen", exact=True)).to_be_visible()
    page.get_by_role("button", name="All", exact=True).click()
    page.get_by_label("Find a scenario").fill("shopper-009")
    page.get_by_role("button", name="Choose all 10").click()
    expect(page.get_by_text("10 chosen", exact=True)).to_be_visible()


def test_the_keyboard_finds_chooses_and_lets_go(page):
    page.keyboard.press("Escape")
    page.get_by_role("link", name="Shopper 0030", exact=True).focus()
    page.keyboard.press("x")
    expect(page.get_by_text("1 chosen")).to_be_visible()
    page.get_by_role("link", name="Shopper 0032", exact=True).focus()
    page.keyboard.press("Shift+X")
    expect(page.get_by_text("3 chosen")).to_be_visible()
    page.keyboard.press("a")
    expect(page.get_by_text(f"{COUNT} chosen")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("toolbar")).to_be_hidden()
    page.keyboard.press("/")
    expect(page.get_by_label("Find a scenario")).to_be_focused()


def test_a_deleted_scenario_is_found_under_deleted_and_brought_back(house, page):
    page.get_by_label("More for Shopper 0040").focus()
    page.keyboard.press("Enter")
    page.get_by_role("menuitem", name="Delete").click()
    expect(page.locator(".said")).to_contain_text("Deleted Shopper 0040.")
    page.get_by_role("button", name="Dismiss").click()
    expect(page.locator(".said")).to_be_hidden()
    page.get_by_role("button", name="Deleted scenarios").click()
    row = page.get_by_role("listitem").filter(has_text="Shopper 0040")
    expect(row).to_contain_text("Deleted by Merchandiser")
    row.get_by_role("button", name="Bring back").click()
    expect(page.locator(".said")).to_contain_text("1 scenario is back.")
    assert (scenarios(house) / "shopper-0040.yaml").exists()


def test_the_address_is_changed_from_the_card(house, page, visit):
    page.get_by_label("Find a scenario").fill("shopper 0050")
    page.get_by_label("More for Shopper 0050").click()
    page.get_by_role("menuitem", name="Change its address").click()
    page.get_by_role("textbox", name="Its address").fill("shopper-0051")
    page.get_by_role("button", name="Change").click()
    expect(page.get_by_role("alert")).not_to_be_empty()
    assert "409" in visit.complaints.pop()
    page.get_by_role("textbox", name="Its address").fill("somebody-else")
    page.get_by_role("button", name="Change").click()
    expect(page.locator(".said")).to_contain_text("somebody-else")
    assert load_scenario(scenarios(house) / "somebody-else.yaml").title == "Shopper 0050"


def test_what_is_chosen_goes_out_as_a_zip(house, page):
    page.get_by_label("Find a scenario").fill("shopper-006")
    expect(page.locator(".card[data-id]")).to_have_count(10)
    page.get_by_label("Choose Shopper 0061").check()
    page.get_by_role("button", name="Download", exact=True).click()
    with page.expect_download() as download:
        page.get_by_role("menuitem", name="Download a copy to keep").click()
    with zipfile.ZipFile(io.BytesIO(Path(download.value.path()).read_bytes())) as archive:
        assert archive.namelist() == ["shopper-0061.yaml"]


def test_an_import_is_seen_before_it_comes(house, page, visit):
    page.get_by_role("button", name="Import and export").click()
    page.get_by_role("menuitem", name="Import a file").click()
    chooser = page.get_by_label("The file")
    other = {"name": "a.csv", "mimeType": "text/csv", "buffer": b"name\nNew\n"}
    chooser.set_input_files(other)
    expect(page.get_by_role("alert")).to_contain_text("Nothing was changed. Take the empty sheet.")
    assert "400" in visit.complaints.pop()
    broken = "id,title,bought\nnew-one,<b>New</b>,bell-tent-sands\n"
    chooser.set_input_files({"name": "a.csv", "mimeType": "text/csv", "buffer": broken.encode()})
    expect(page.get_by_role("dialog")).to_contain_text(
        "Row 2, bought: The catalogue has no product 'bell-tent-sands'."
    )
    bring = page.get_by_role("dialog").get_by_role("button", name="Import")
    expect(bring).to_be_disabled()
    mended = f"id,title,bought\nnew-one,{HOSTILE[0]},bell-tent-sand\nshopper-0070,Changed,\n"
    chooser.set_input_files({"name": "a.csv", "mimeType": "text/csv", "buffer": mended.encode()})
    expect(page.get_by_role("dialog")).to_contain_text("1 new")
    expect(page.get_by_role("dialog")).to_contain_text("1 changed")
    assert not (scenarios(house) / "new-one.yaml").exists()
    page.get_by_role("button", name="Import 2 scenarios").click()
    expect(page.locator(".said")).to_have_text("Imported 2 scenarios.")
    assert load_scenario(scenarios(house) / "new-one.yaml").title == HOSTILE[0]
    assert subjects(house)[0] == "Merchandiser: Import 2 scenarios from a.csv"


def test_a_card_opens_its_scenario_and_a_copy_begins_a_new_one(page):
    page.get_by_role("link", name="Shopper 0007", exact=True).click()
    page.wait_for_url("**scenario=shopper-0007**")
    page.go_back()
    page.goto(page.url.partition("?")[0])
    page.get_by_label("More for Shopper 0008").click()
    page.get_by_role("menuitem", name="Make a copy").click()
    page.wait_for_url("**from=shopper-0008**")


def test_whoever_may_not_write_sees_no_way_to(house, browser):
    with (house.folder / "vitrine.toml").open("a") as settings:
        settings.write('\n[[people]]\nid = "guest"\nname = "Guest"\nroles = []\n')
    visit = house.browse(browser, "guest")
    page = opened(visit)
    expect(page.locator(".card[data-id]").first).to_be_visible()
    expect(page.get_by_role("button", name="New scenario")).to_have_count(0)
    expect(page.get_by_role("checkbox")).to_have_count(0)
    page.get_by_label("More for Shopper 0007").click()
    assert page.get_by_role("menuitem").all_inner_texts()[0] == "Open"
    expect(page.get_by_role("menuitem", name="Delete")).to_have_count(0)
    visit.context.close()


def test_an_empty_suite_says_what_to_do_first(house, visit):
    kept = {path: path.read_bytes() for path in scenarios(house).glob("*.yaml")}
    for path in kept:
        path.unlink()
    page = visit.go("/scenarios")
    expect(page.get_by_role("heading", name="No scenario yet")).to_be_visible()
    page.get_by_role("button", name="Describe a shopper").click()
    page.wait_for_url("**scenario=new**")
    for path, content in kept.items():
        path.write_bytes(content)


@pytest.mark.soak
def test_two_thousand_scenarios_are_looked_through_to_the_end(tmp_path, demo_shop, browser):
    house = house_of(tmp_path / "house", demo_shop, written(tmp_path / "written", 2_000))
    try:
        page = opened(house.browse(browser, "merchandiser"))
        while (count := page.locator(".card[data-id]").count()) < 2_000:
            page.locator(".card[data-id]").last.scroll_into_view_if_needed()
            expect(page.locator(".card[data-id]")).not_to_have_count(count)
        page.locator(".card[data-id]").last.scroll_into_view_if_needed()
        expect(page.locator(".card[data-id]").last.locator(".state.met")).to_have_count(1)
        assert page.locator("canvas").count() < 100
    finally:
        house.stop()


def test_what_commits_leave_out_is_said_once_below_the_scenarios(house, visit):
    asked = ["git", "config", "commit.gpgSign"]
    subprocess.run([*asked, "true"], cwd=scenarios(house), check=True)
    page = visit.go("/scenarios")
    expect(page.locator(".left-out")).to_contain_text("recorded in git without the signature")
    subprocess.run([*asked, "false"], cwd=scenarios(house), check=True)
    page.reload()
    expect(page.get_by_role("button", name="Deleted scenarios")).to_be_visible()
    expect(page.locator(".left-out")).to_have_count(0)
