"""What a review adds up to: hidden while blind, then figures that lead to their pictures."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from dashboard.releases.database import disconnect, sessions
from tests.browser.autumn import HOSTILE, SCENARIOS, review
from tests.house import ROOT, House, Visit

SPRING = len(list((ROOT / "scenarios").glob("*.yaml")))


@pytest.fixture(scope="module")
def house(
    tmp_path_factory: pytest.TempPathFactory, demo_shop: Path, reviewed_record: Path
) -> Iterator[House]:
    """`autumn` is reviewed and signed, `spring` still open, with one shopper reviewed."""
    folder = tmp_path_factory.mktemp("figures")
    house = House(folder, demo_shop, f"sqlite:///{folder}/vitrine.db")
    (folder / "vitrine.db").write_bytes(reviewed_record.read_bytes())
    house.invite_guest()
    record = sessions(house.environment["VITRINE_DATABASE"])
    review(record, "spring", SCENARIOS[:1])
    disconnect(record)
    house.start()
    yield house
    house.stop()


@pytest.fixture(scope="module")
def visit(house: House, browser: Browser) -> Iterator[Visit]:
    visit = house.browse(browser, "head-of-brand")
    yield visit
    assert visit.complaints == []
    visit.context.close()


@pytest.fixture
def page(visit: Visit) -> Page:
    page = visit.go("/figures?release=autumn")
    expect(page.locator(".worst canvas.here").first).to_be_visible()
    return page


def sheet_of(page: Page):
    return page.get_by_role("dialog")


def test_while_in_review_the_page_tells_how_far_it_is_and_of_no_model(visit):
    page = visit.go("/figures?release=spring")
    expect(page.get_by_text("The figures appear when the review is closed")).to_be_visible()
    expect(page.get_by_text(f"1 of {SPRING} shoppers answered in full so far.")).to_be_visible()
    expect(page.locator(".shoppers li")).to_have_count(SPRING)
    for title in ("Taste profile", "Best sellers", "Bought together"):
        expect(page.get_by_text(title)).to_have_count(0)


def test_after_the_closing_each_model_stands_with_its_sentence(page):
    told = page.locator("[data-measure=shown] [data-candidate=als] .told")
    expect(told).to_contain_text("People would show 5 of 5 selections of Taste profile as they")
    expect(told).to_contain_text("5 of 5 fine, if need be with reservations: at most 45 %")


def test_where_too_little_was_judged_stands_how_much_and_no_number(page):
    row = page.locator("[data-measure=suited] [data-candidate=als]")
    expect(row).to_contain_text(re.compile("Too little judged to say: |Nobody has judged"))
    expect(row.locator(".figure, .plotted")).to_have_count(0)
    row = page.locator("[data-measure=suited] [data-candidate=best-sellers]")
    expect(row).to_contain_text("6 of 60 products judged")
    expect(row.locator(".figure")).to_have_text(re.compile("%"))


def test_a_bar_leads_to_its_slates_and_on_to_the_review(page):
    bar = page.locator("[data-candidate=best-sellers] [data-part=refused]")
    bar.focus()
    page.keyboard.press("Enter")
    expect(sheet_of(page).locator(".slate-card")).to_have_count(5)
    expect(sheet_of(page).locator(".strip canvas.here").first).to_be_visible()
    expect(sheet_of(page).get_by_text(HOSTILE).first).to_be_visible()
    assert sheet_of(page).locator("img").count() == 0
    link = sheet_of(page).get_by_role("link", name="Tea for two")
    assert link.get_attribute("href") == "/review?release=autumn&scenario=tea-for-two"
    page.keyboard.press("Escape")
    expect(sheet_of(page)).to_have_count(0)


def test_a_dot_leads_to_the_slates_that_people_would_rather_show(page):
    page.locator("[data-measure=preferred] [data-candidate=als] button.plotted").click()
    expect(sheet_of(page).get_by_text("5 selections", exact=True)).to_be_visible()
    page.keyboard.press("Escape")


def test_a_reason_leads_to_the_products_meant_and_who_said_so(page):
    page.locator("[data-reason=wrong-universe]").click()
    expect(sheet_of(page).locator(".case-card canvas.here").first).to_be_visible()
    expect(sheet_of(page).locator(".case-card").first).to_contain_text("Never · Merchandiser")
    page.keyboard.press("Escape")


def test_figures_can_be_narrowed_to_one_person_and_the_address_keeps_it(visit, page):
    page.get_by_label("People", exact=True).select_option("brand-manager")
    expect(page.get_by_text("1 person: 15 verdicts")).to_be_visible()
    assert "person=brand-manager" in page.url
    page.reload()
    visit.settle()
    expect(page.get_by_text("1 person: 15 verdicts")).to_be_visible()
    page.get_by_role("button", name="Show all", exact=True).click()
    expect(page.get_by_text("2 people: 30 verdicts")).to_be_visible()


def test_the_answers_behind_the_page_keep_to_the_same_rules(house):
    spring, autumn = "/api/releases/spring", "/api/releases/autumn"
    with house.enter("merchandiser") as client:
        blind = client.get(f"{spring}/figures").text
        assert [each for each in ('"als"', "Taste profile") if each in blind] == []
        behind = client.get(f"{spring}/figures/slates?candidate=als&which=shown")
        assert behind.status_code == 403
        assert client.get(f"{spring}/export/verdicts.csv").status_code == 403
    with house.enter("head-of-brand") as client:
        assert client.get(f"{autumn}/export/als.run").text.count(" Q0 ") == 60
        assert client.get(f"{autumn}/export/verdicts.xlsx").status_code == 404
        assert client.get(f"{autumn}/figures/slates?candidate=no&which=shown").status_code == 400
    with house.enter("proposer") as client:
        waiting = client.get(f"{spring}/figures")
        assert waiting.json()["blind"] and "can_export" not in waiting.json()
        assert [each for each in ('"als"', "Taste profile") if each in waiting.text] == []
        for asked in ("slates?candidate=als&which=shown", "products?reason=too-similar"):
            assert client.get(f"{spring}/figures/{asked}").status_code == 403
        for file in ("verdicts.csv", "judgements.qrels", "training.parquet", "als.run"):
            refused = client.get(f"{spring}/export/{file}")
            assert refused.status_code == 403 and "is in review" in refused.json()["error"]
        assert client.get(f"{spring}/disagreements").json()["cases"] == []
        file = client.get(f"{autumn}/export/verdicts.csv")
        assert 'filename="autumn-verdicts.csv"' in file.headers["content-disposition"]
    with house.enter("guest") as client:
        assert client.get(f"{autumn}/figures").json()["can_export"] is False
        assert client.get(f"{autumn}/export/verdicts.csv").status_code == 403


def test_a_command_exports_the_same(house, tmp_path):
    file = tmp_path / "judgements.qrels"
    arguments = ("dashboard", "release", "export", "autumn", "--what", "judgements", "--to")
    house.run(*arguments, str(file))
    assert len(file.read_text().splitlines()) == 6
    said = house.run(*arguments, str(tmp_path / "judgements.doc"), expect=2)
    assert "judgements are exported as .csv or .parquet" in said


def test_a_command_exports_nothing_of_an_open_review(house, tmp_path):
    file = tmp_path / "verdicts.csv"
    asked = ("--what", "verdicts", "--to", str(file))
    said = house.run("dashboard", "release", "export", "spring", *asked, expect=2)
    assert "is in review: what was said of each model is shown, to everybody, once" in said
    assert not file.exists()
    shown = house.run("dashboard", "release", "show", "spring", "--json")
    assert "do not show" not in shown
