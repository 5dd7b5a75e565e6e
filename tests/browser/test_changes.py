"""What changed since the last GO, on the page: pictures before and after, remarks, the way on."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from dashboard.releases.answering import give_verdict, judge
from dashboard.releases.choices import Answer, Decision, Opinion
from dashboard.releases.database import disconnect, sessions
from dashboard.releases.person import Person
from dashboard.releases.queries import release_page
from dashboard.releases.reviewing import scenario_evidence
from dashboard.releases.services import close_review, sign_off
from tests.house import House, Visit
from tests.small_release import nothing_moved

MERCHANDISER = Person("merchandiser", "Merchandiser", roles=frozenset({"reviewer"}))
BRAND_MANAGER = Person("brand-manager", "Brand manager", roles=frozenset({"reviewer"}))
HEAD = Person("head-of-brand", "Head of brand", roles=frozenset({"approver:brand"}))
SCENARIO, TITLE = "tea-for-two", "Tea for two"
HOSTILE = "<img src=x onerror=alert(1)> Too late for tea."


@pytest.fixture(scope="module")
def signed(tmp_path_factory: pytest.TempPathFactory, demo_shop: Path, empty_sqlite: Path) -> House:
    """Spring is GO for the taste profile, with two remarks; summer puts another model beside it."""
    folder = tmp_path_factory.mktemp("changes")
    house = House(folder / "house", demo_shop, f"sqlite:///{folder}/vitrine.db")
    shutil.copy(empty_sqlite, folder / "vitrine.db")
    asked = (SCENARIO, "the-stranger")
    house.open_release("spring", "als", scenarios=asked)
    record = sessions(house.environment["VITRINE_DATABASE"])
    for scenario in asked:
        give_verdict(record, MERCHANDISER, "spring", 1, scenario, "als", Answer.SHOW)
    first, second = slate(record, "spring", "als")[:2]
    remark = (Opinion.NEVER, ["out-of-season"], HOSTILE)
    judge(record, BRAND_MANAGER, "spring", 1, SCENARIO, first, *remark)
    judge(record, MERCHANDISER, "spring", 1, SCENARIO, second, Opinion.DOUBTFUL)
    close_review(record, HEAD, "spring")
    page = release_page(record, "spring", HEAD)
    confirm = page.confirm[Decision.GO]
    signs = (Decision.GO, ["als"], "It suits.", confirm, page.fingerprint, page.review)
    sign_off(record, HEAD, "spring", *signs, compare=nothing_moved)
    house.open_release("summer", "als", "bm25", scenarios=(SCENARIO,))
    disconnect(record)
    house.start()
    return house


@pytest.fixture(scope="module")
def served(signed: House) -> Iterator[House]:
    yield signed
    signed.stop()


@pytest.fixture
def reviewer(served: House, browser: Browser) -> Iterator[Visit]:
    yield from visiting(served, browser, "merchandiser")


@pytest.fixture
def proposer(served: House, browser: Browser) -> Iterator[Visit]:
    yield from visiting(served, browser, "proposer")


def visiting(served: House, browser: Browser, person: str) -> Iterator[Visit]:
    visit = served.browse(browser, person)
    yield visit
    assert visit.complaints == []
    visit.context.close()


def slate(record, name: str, candidate: str) -> list[str]:
    found = scenario_evidence(record, name, SCENARIO, MERCHANDISER)
    return [each["product_id"] for each in found.evidence[candidate]["slate"]]


def tiles(page: Page, row: str) -> list[str]:
    card = page.get_by_role("region", name=TITLE, exact=True)
    found = card.get_by_role("region", name=row, exact=True).locator(".tile")
    return [each.get_attribute("data-product") for each in found.all()]


def test_what_the_shop_shows_today_stands_above_what_each_column_shows(served, proposer):
    page = proposer.go("/changes?release=summer")
    expect(page.get_by_role("heading", name="Changes")).to_be_visible()
    expect(page.locator(".basis")).to_contain_text("signed GO in “Spring”")
    expect(page.get_by_role("region", name=TITLE, exact=True)).to_contain_text(
        "Taste profile shows the same as before."
    )
    record = sessions(served.environment["VITRINE_DATABASE"])
    before, after = slate(record, "spring", "als"), slate(record, "summer", "bm25")
    disconnect(record)
    assert tiles(page, "Before") == before
    assert tiles(page, "Bought together") == after
    row = page.get_by_role("region", name="Bought together", exact=True)
    expect(row.locator(".tile.came")).to_have_count(len(set(after) - set(before)))
    expect(page.locator(".card canvas.here")).not_to_have_count(0)


def test_a_moved_product_says_in_words_where_it_was(proposer):
    page = proposer.go("/changes?release=summer")
    row = page.get_by_role("region", name="Bought together", exact=True)
    came = row.get_by_role("button", name=re.compile(r"\. Not shown before$"))
    came.first.click()
    dialog = page.get_by_role("dialog", name="Product")
    expect(dialog).to_contain_text("place")
    expect(dialog).to_contain_text("Not shown before")
    page.keyboard.press("Escape")
    expect(came.first).to_be_focused()


def test_a_remark_of_last_time_is_shown_as_it_was_typed_and_whether_it_still_holds(proposer):
    page = proposer.go("/changes?release=summer")
    remark = page.get_by_role("listitem").filter(has_text="Too late for tea.")
    expect(remark).to_contain_text(HOSTILE)
    expect(remark).to_contain_text(
        re.compile("Brand manager said last time of .*: never, out of season, ")
    )
    expect(remark).to_contain_text(re.compile("Still shown in .*Taste profile"))


def test_a_shopper_no_longer_asked_about_is_told_and_left_out_where_no_remark_holds(proposer):
    page = proposer.go("/changes?release=summer")
    gone = page.get_by_role("region", name="The stranger", exact=True)
    expect(gone).to_contain_text("No longer among the shoppers of this release.")
    page.get_by_role("button", name=re.compile("of last time still hold")).click()
    expect(gone).to_have_count(0)
    expect(page.get_by_role("region", name=TITLE, exact=True)).to_be_visible()


def test_whoever_reviews_answers_first_and_then_reads_letters(served, reviewer):
    page = reviewer.go("/changes?release=summer")
    card = page.get_by_role("region", name=TITLE, exact=True)
    expect(page.locator(".nothing")).to_contain_text("1 shopper waits for your answers.")
    expect(card).to_have_count(0)
    expect(page.get_by_text("Too late for tea.")).to_have_count(0)
    told = page.content()
    assert all(each not in told for each in ("Taste profile", "Bought together", "bm25"))
    page.get_by_role("link", name="Go to the review").click()
    expect(page).to_have_url(re.compile(r"/review\?release=summer"))
    record = sessions(served.environment["VITRINE_DATABASE"])
    for candidate, version in (("als", 1), ("bm25", 0)):
        slate_of = ("summer", 1, SCENARIO, candidate)
        give_verdict(record, MERCHANDISER, *slate_of, Answer.SHOW, expected_version=version)
    disconnect(record)
    page = reviewer.go("/changes?release=summer")
    expect(card).to_contain_text(re.compile("Column [AB] shows the same as before."))
    expect(card).to_contain_text("Too late for tea.")
    told = page.content()
    assert all(each not in told for each in ("Taste profile", "Bought together", "bm25"))


def test_on_a_phone_nothing_runs_out_of_the_page(served, browser):
    visit = served.browse(browser, "proposer")
    visit.page.set_viewport_size({"width": 390, "height": 844})
    page = visit.go("/changes?release=summer")
    expect(page.locator(".card").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    visit.context.close()


def test_a_first_release_without_an_incumbent_has_nothing_to_compare_with(served, browser):
    visit = served.browse(browser, "proposer")
    page = visit.go("/changes?release=spring")
    expect(page.get_by_text("Nothing to compare with")).to_be_visible()
    expect(page.get_by_role("link", name="Go to the review")).to_be_visible()
    visit.context.close()
