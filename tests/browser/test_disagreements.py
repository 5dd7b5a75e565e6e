"""People talk on the review page, and settle what they see differently on a page of its own."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from dashboard.releases.answering import give_verdict, judge
from dashboard.releases.choices import Answer, Opinion
from dashboard.releases.database import Sessions, disconnect, sessions
from dashboard.releases.person import Person
from dashboard.releases.reviewing import scenario_evidence
from dashboard.releases.services import close_review
from tests.browser.reviewing import wait_until_saved
from tests.house import House, Visit

HOSTILE = '<img src="https://elsewhere.example/x.png" onerror="window.struck = 1"> [GO](#) **now**'
MERCHANDISER = Person("merchandiser", "Merchandiser", roles=frozenset({"reviewer"}))
BRAND_MANAGER = Person("brand-manager", "Brand manager", roles=frozenset({"reviewer"}))
APPROVER = Person("head-of-brand", "Head of brand", roles=frozenset({"approver:brand"}))
GIFT, BABY = "a-single-gift", "a-new-baby"
ALL = ("als", "best-sellers", "bm25")


@pytest.fixture(scope="module")
def served(
    tmp_path_factory: pytest.TempPathFactory, demo_shop: Path, spring_record: Path
) -> Iterator[House]:
    """Spring is in review, and one reviewer has answered a shopper; autumn's review is closed."""
    folder = tmp_path_factory.mktemp("differing")
    house = House(folder, demo_shop, f"sqlite:///{folder}/vitrine.db")
    shutil.copy(spring_record, folder / "vitrine.db")
    house.open_release("autumn", "als", "best-sellers", scenarios=(GIFT,))
    record = sessions(house.environment["VITRINE_DATABASE"])
    for candidate in ALL:
        give_verdict(record, MERCHANDISER, "spring", 1, BABY, candidate, Answer.SHOW)
    differ(record)
    disconnect(record)
    house.start()
    yield house
    house.stop()


def differ(record: Sessions) -> None:
    shown = scenario_evidence(record, "autumn", GIFT, MERCHANDISER).evidence["als"]["slate"]
    product = shown[0]["product_id"]
    at = ("autumn", 1, GIFT)
    for candidate in ("als", "best-sellers"):
        give_verdict(record, MERCHANDISER, *at, candidate, Answer.SHOW)
    give_verdict(record, BRAND_MANAGER, *at, "als", Answer.DO_NOT_SHOW, HOSTILE)
    give_verdict(record, BRAND_MANAGER, *at, "best-sellers", Answer.SHOW)
    judge(record, MERCHANDISER, *at, product, Opinion.SUITS)
    judge(record, BRAND_MANAGER, *at, product, Opinion.DOUBTFUL, ["too-similar"])
    close_review(record, APPROVER, "autumn")


@pytest.fixture(scope="module")
def visits(served: House, browser: Browser) -> Iterator[dict[str, Visit]]:
    """A browser for each of the three; whatever was sent in as text has run nowhere."""
    people = ("merchandiser", "brand-manager", "head-of-brand")
    opened = {each: served.browse(browser, each) for each in people}
    yield opened
    for visit in opened.values():
        assert visit.page.evaluate("window.struck") is None
        assert visit.complaints == []
        visit.context.close()


def talk(page: Page) -> None:
    expect(page.locator(".column .tile").first).to_be_visible()
    page.keyboard.press("t")
    expect(page.get_by_role("dialog", name="Talk")).to_be_visible()


def test_a_thread_of_one_is_answered_and_resolved_by_another(visits) -> None:
    author = visits["merchandiser"].go(f"/review?release=spring&scenario={GIFT}")
    talk(author)
    author.keyboard.type(HOSTILE)
    author.keyboard.press("Control+Enter")
    expect(author.locator(".thread .text")).to_have_text(HOSTILE)
    wait_until_saved(author)
    author.keyboard.press("Escape")
    expect(author.get_by_role("button", name="Talk: 1 open")).to_be_visible()

    approver = visits["head-of-brand"].go(f"/review?release=spring&scenario={GIFT}")
    approver.get_by_role("button", name="Talk: 1 open, 1 new").click()
    thread = approver.get_by_role("article", name="Thread")
    expect(thread.locator(".text")).to_have_text(HOSTILE)
    thread.get_by_role("button", name="Answer").click()
    approver.keyboard.type("We took it out.")
    thread.get_by_role("button", name="Send").click()
    thread.get_by_role("button", name="Resolve").click()
    wait_until_saved(approver)
    expect(approver.get_by_text("1 resolved")).to_be_visible()

    author.reload()
    author.get_by_role("button", name="Talk: 0 open, 1 new").click()
    expect(author.locator(".thread .text")).to_have_text([HOSTILE, "We took it out."])
    expect(author.get_by_text("Head of brand resolved this")).to_be_visible()
    author.get_by_role("button", name="Open again").click()
    wait_until_saved(author)
    expect(author.get_by_text("You opened this again")).to_be_visible()


def test_a_button_that_is_pressed_while_an_answer_comes_is_heard(visits) -> None:
    page = visits["merchandiser"].go("/review?release=spring&scenario=the-first-flat")
    talk(page)
    page.keyboard.type("Too many lamps?")
    page.keyboard.press("Control+Enter")
    wait_until_saved(page)
    thread = page.get_by_role("article", name="Thread")
    thread.get_by_role("button", name="Answer").click()
    page.keyboard.type("Two of twelve.")
    held = []
    page.route("**/api/releases/spring/remarks", lambda route: held.append(route), times=1)
    thread.get_by_role("button", name="Send").click()
    expect(thread.get_by_text("not sent yet")).to_be_visible()
    box = thread.get_by_role("button", name="Resolve").bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    with page.expect_response("**/api/releases/spring/remarks"):
        held[0].continue_()
    wait_until_saved(page)
    page.mouse.up()
    expect(page.get_by_text("1 resolved")).to_be_visible()
    wait_until_saved(page)


def test_what_was_said_out_of_reach_is_sent_once_when_the_server_is_there(visits) -> None:
    visit = visits["merchandiser"]
    page = visit.go("/review?release=spring&scenario=candles-again")
    talk(page)
    visit.context.set_offline(True)
    page.keyboard.type("Kept for later.")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("not sent yet")).to_be_visible()
    expect(page.get_by_text("safe in this browser")).to_be_visible()
    visit.context.set_offline(False)
    wait_until_saved(page)
    expect(page.get_by_text("not sent yet")).to_have_count(0)
    expect(page.locator(".thread .text")).to_have_text("Kept for later.")
    visit.complaints.clear()


def test_colleagues_are_heard_and_compared_only_after_ones_own_answer(visits) -> None:
    talking = visits["merchandiser"].go(f"/review?release=spring&scenario={BABY}")
    talk(talking)
    talking.keyboard.type("Too pink for me.")
    talking.keyboard.press("Control+Enter")
    wait_until_saved(talking)

    page = visits["brand-manager"].go("/disagreements?release=spring")
    expect(page.get_by_role("heading", name="Answer first")).to_be_visible()
    page = visits["brand-manager"].go(f"/review?release=spring&scenario={BABY}")
    talk(page)
    expect(page.get_by_text("Nobody has said anything here yet")).to_be_visible()
    page.keyboard.press("Escape")
    for key in "313":
        page.keyboard.press(key)
    wait_until_saved(page)
    talk(page)
    expect(page.get_by_text("Too pink for me.")).to_be_visible()

    page = visits["brand-manager"].go("/disagreements?release=spring")
    expect(page.locator(".case")).to_have_count(2)
    told = page.locator(".case").all_inner_texts()
    assert all("Column" in each and ":" not in each.split("Column ")[1][:3] for each in told)
    expect(page.get_by_role("button", name="Settle this")).to_have_count(0)
    page = visits["head-of-brand"].go("/disagreements?release=spring")
    expect(page.get_by_role("heading", name="Not open yet")).to_be_visible()
    expect(page.get_by_role("link", name="Go to the decision")).to_be_visible()


def test_an_approver_settles_a_case_with_a_reason(visits) -> None:
    page = visits["head-of-brand"].go("/disagreements?release=autumn")
    expect(page.locator(".case")).to_have_count(2)
    slate, product = page.locator(".case").all()
    expect(slate.get_by_text(HOSTILE)).to_be_visible()
    expect(slate.locator(".chip")).to_have_text(["Show", "Don’t show"])
    expect(product.get_by_text("too similar")).to_be_visible()
    expect(slate.locator(".pictures .box")).to_have_count(12)
    shoppers = page.get_by_role("region", name="Open").locator(".shopper")
    expect(shoppers.locator("header .bought").first).to_have_attribute(
        "aria-label", re.compile(".")
    )
    product.locator("h3").focus()
    page.keyboard.press("x")
    expect(product.get_by_label("Never")).to_be_checked()
    expect(product.get_by_label("Why it counts so")).to_be_focused()
    page.keyboard.press("Escape")
    slate.get_by_role("button", name="Settle this").click()
    slate.get_by_text("Reservations", exact=True).click()
    slate.get_by_role("button", name="Settle this").click()
    expect(slate.get_by_text("Say why, in a few words.")).to_be_visible()
    slate.get_by_label("Why it counts so").fill(HOSTILE)
    page.keyboard.press("Enter")
    expect(slate.locator(".outcome")).to_contain_text("Settled as Reservations by Head of brand")
    expect(slate.locator(".why")).to_have_text(HOSTILE)
    expect(slate.locator(".voices")).to_be_hidden()
    expect(product.locator("h3")).to_be_focused()
    expect(page.get_by_text("1 open, 1 settled")).to_be_visible()

    page = visits["head-of-brand"].go("/decision?release=autumn")
    expect(page.get_by_text("Settled as Reservations by Head of brand")).to_be_visible()
    page.get_by_role("link", name="Disagreements: 2 cases, 1 settled").click()
    expect(page.get_by_role("region", name="Settled").locator(".case")).to_have_count(1)
    expect(page.get_by_role("region", name="Open").locator(".case")).to_have_count(1)

    page = visits["merchandiser"].go("/disagreements?release=autumn")
    expect(page.locator(".why")).to_have_text(HOSTILE)
    expect(page.get_by_role("button", name="Settle")).to_have_count(0)


def test_a_closed_review_offers_nothing_that_cannot_be_done(visits) -> None:
    page = visits["merchandiser"].go("/review?release=autumn")
    expect(page.locator(".now .column canvas.here").first).to_be_visible()
    expect(page.locator(".told").first).to_contain_text("· Brand manager")
    expect(page.locator(".progress .left")).to_have_text("1 shopper")
    expect(page.get_by_text(re.compile("minutes? left"))).to_have_count(0)
    for away in ("I would rather show this", "It makes no difference", "Pause"):
        expect(page.get_by_role("button", name=away)).to_have_count(0)


def test_columns_that_show_the_same_say_so_once_the_review_is_closed(served, visits) -> None:
    stranger = (served.scenarios / "the-stranger.yaml").read_text("utf-8")
    passer_by = stranger.replace("segment: new", "segment: passing by")
    (served.scenarios / "a-passer-by.yaml").write_text(passer_by, "utf-8")
    served.open_release("alike", "best-sellers", "als", "bm25", scenarios=("a-passer-by",))
    record = sessions(served.environment["VITRINE_DATABASE"])
    for candidate in ALL:
        give_verdict(record, MERCHANDISER, "alike", 1, "a-passer-by", candidate, Answer.SHOW)
    close_review(record, APPROVER, "alike")
    disconnect(record)
    page = visits["head-of-brand"].go("/review?release=alike")
    expect(page.locator(".now .column canvas.here").first).to_be_visible()
    expect(page.locator(".now .alike")).to_have_text(["the same as A", "the same as A"])


def test_the_addresses_check_again_who_says_what(served: House) -> None:
    at = {"revision": 1, "scenario": "the-stranger"}
    said = at | {"person": "merchandiser", "key": "k1", "text": "Hello.", "column": "B"}
    with served.enter("merchandiser") as door:
        first = door.post("/api/releases/spring/remarks", json=said).json()
        again = door.post("/api/releases/spring/remarks", json=said).json()
        assert (first["found"], again["found"], again["id"]) == (False, True, first["id"])
        assert [each["column"] for each in again["threads"]] == ["B"]
        for wrong, status in (
            ({"person": "brand-manager"}, 401),
            ({"column": "D", "key": "k2"}, 404),
            ({"text": "x" * 4_001, "key": "k3"}, 400),
            ({"deed": "shouted", "key": "k4"}, 400),
        ):
            answer = door.post("/api/releases/spring/remarks", json=said | wrong)
            assert answer.status_code == status, answer.text
        settled = settlement(door.get("/api/releases/autumn/disagreements").json(), "merchandiser")
        assert door.post("/api/releases/autumn/settlements", json=settled).status_code == 403
        assert door.get("/api/releases/spring/threads").status_code == 400
    with served.enter("brand-manager") as door:
        seen = door.get("/api/releases/spring/revisions/1/scenarios/the-stranger").json()
        assert (seen["others"], seen["threads"]) == (None, [])
    with served.enter("head-of-brand") as door:
        for name, candidates in (("threads?scenario=the-stranger", ALL), ("disagreements", ALL)):
            told = door.get(f"/api/releases/spring/{name}").text
            assert not any(f'"{each}"' in told for each in candidates)
        settled = settlement(door.get("/api/releases/autumn/disagreements").json(), "head-of-brand")
        for wrong, status in (({"reason": " "}, 409), ({"value": "show"}, 400)):
            answer = door.post("/api/releases/autumn/settlements", json=settled | wrong)
            assert answer.status_code == status, answer.text
        first = door.post("/api/releases/autumn/settlements", json=settled).json()
        again = door.post("/api/releases/autumn/settlements", json=settled).json()
        assert (first["version"], first["found"], again["found"]) == (1, False, True)
        met = door.post("/api/releases/autumn/settlements", json=settled | {"value": "suits"})
        assert (met.status_code, met.json()["stored"]["value"]) == (409, "never")


def settlement(found: dict, person: str) -> dict:
    """What settles the product that people differ about, as their page would send it."""
    product = next(each["product"] for each in found["cases"] if each["product"])
    at = {"person": person, "revision": 1, "scenario": GIFT, "product": product}
    return at | {"value": "never", "reason": "She owns it.", "expected_version": 0}
