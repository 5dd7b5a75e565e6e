"""What people say to each other finds whom it is meant for, and is heard until it is resolved."""

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from dashboard.releases.database import disconnect, sessions
from dashboard.releases.person import Person
from dashboard.releases.reviewing import scenario_evidence
from dashboard.releases.talking import talk
from tests.browser.reviewing import scenario_on_screen, wait_until_saved
from tests.house import House

MERCHANDISER = Person("merchandiser", "Merchandiser", roles=frozenset({"reviewer"}))


def open_review(page: Page) -> Page:
    expect(page.locator(".now .column canvas.here").first).to_be_visible()
    return page


def releases(page: Page, base: str) -> Locator:
    """The newest release's card."""
    page.goto(f"{base}/releases")
    expect(page.locator(".card canvas.here").first).to_be_visible()
    return page.locator(".card").first


def say(page: Page, words: str) -> None:
    """With the talk open."""
    page.get_by_role("textbox", name="About").fill(words)
    page.keyboard.press("Control+Enter")
    wait_until_saved(page)


def test_who_is_called_is_told_on_every_page_until_they_read_it_on_any_device(house, browser):
    page = open_review(house.browse(browser, "merchandiser").go("/review?release=spring"))
    page.keyboard.press("t")
    page.keyboard.type("Why this? @he")
    people = page.get_by_role("listbox", name="People to call")
    expect(people.get_by_role("option")).to_have_text(
        ["Head of brand signs GO or NO-GO", "Head of merchandising signs GO or NO-GO"]
    )
    page.keyboard.press("Escape")
    expect(people).to_have_count(0)
    page.keyboard.type("a")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    field = page.get_by_role("textbox", name="About")
    expect(field).to_have_value("Why this? @Head of brand ")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".talk .called")).to_have_text("@Head of brand")
    wait_until_saved(page)
    called = house.browse(browser, "head-of-brand")
    elsewhere = house.browse(browser, "head-of-brand")
    other = house.browse(browser, "head-of-merchandising")
    assert "1 word waits for you" in releases(other.page, house.base).inner_text()
    for visit in (elsewhere, called):
        card = releases(visit.page, house.base)
        expect(card.get_by_role("link", name="1 question waits for you")).to_be_visible()
        expect(card.get_by_text("Nothing waits for you")).to_have_count(0)
        waiting = visit.page.get_by_role("img", name="1 word waits for you")
        expect(waiting.first).to_have_text("1")
    card.get_by_role("link", name="1 question waits for you").click()
    expect(called.page.locator(".talk").get_by_text("asks you")).to_be_visible()
    called.page.get_by_role("button", name="Close", exact=True).click()
    for visit in (elsewhere, called):
        expect(releases(visit.page, house.base)).to_contain_text("Nothing waits for you")
        expect(visit.page.get_by_role("img", name="1 word waits for you")).to_have_count(0)
    assert called.complaints == []


def test_a_name_is_chosen_by_finger_and_one_typed_by_hand_calls_too(house, browser):
    visit = house.browse(browser, "merchandiser", has_touch=True, is_mobile=True)
    visit.page.set_viewport_size({"width": 390, "height": 844})
    page = open_review(visit.go("/review?release=spring"))
    page.locator(".talking:visible").tap()
    field = page.get_by_role("textbox", name="About")
    expect(page.locator(".talk")).to_be_visible()
    expect(field).not_to_be_focused()
    field.tap()
    page.keyboard.type("@data")
    page.get_by_role("option", name="Data scientist").tap()
    page.keyboard.type("and @HEAD of Brand: look; but not a@Merchandiser")
    page.get_by_role("button", name="Send").tap()
    wait_until_saved(page)
    for person, told in (("proposer", "1 question"), ("head-of-brand", "1 question")):
        card = releases(house.browse(browser, person).page, house.base)
        expect(card).to_contain_text(f"{told} waits for you")


def test_an_open_question_goes_on_where_its_product_is_shown_no_more(house, browser):
    record = sessions(house.environment["VITRINE_DATABASE"])
    scenario, product, title = only_shown_by(record, "als")
    talk(record, MERCHANDISER, "spring", 1, scenario, "k", "Why the?", product=product)
    disconnect(record)
    house.open_release("summer", "best-sellers")
    visit = house.browse(browser, "merchandiser")
    expect(releases(visit.page, house.base)).to_contain_text("1 question of last time is open")
    page = visit.go("/changes?release=summer")
    expect(page.get_by_text("1 question of last time is open.")).to_be_visible()
    page.get_by_role("link", name="Read it").click()
    drawer = page.locator(".talk")
    expect(drawer).to_contain_text(f"Said about “{title}”, no longer shown, in Spring")
    assert scenario_on_screen(page) == scenario
    drawer.get_by_role("button", name="Answer").click()
    page.get_by_role("textbox", name="Your answer").fill("They are gone.")
    drawer.locator(".answer").get_by_role("button", name="Send").click()
    drawer.get_by_role("button", name="Resolve").click()
    wait_until_saved(page)
    expect(drawer.get_by_text("1 resolved")).to_be_visible()
    page = visit.go("/review?release=summer")
    open_review(page)
    expect(page.get_by_text("of last time")).to_have_count(0)


def only_shown_by(record, candidate: str) -> tuple[str, str, str]:
    """A scenario of spring, and a product that no other candidate shows there."""
    found = scenario_evidence(record, "spring", "candles-again", MERCHANDISER)
    shown = {
        who: {each["product_id"] for each in slate["slate"]}
        for who, slate in found.evidence.items()
    }
    others = set().union(*(each for who, each in shown.items() if who != candidate))
    product = sorted(shown[candidate] - others)[0]
    return "candles-again", product, found.products[product]["title"]


def test_comments_stand_among_the_talk_and_a_dot_on_what_is_talked_about(house, browser):
    page = open_review(house.browse(browser, "merchandiser").go("/review?release=spring"))
    page.keyboard.press("c")
    page.keyboard.type("Too dark for June.")
    page.keyboard.press("Escape")
    wait_until_saved(page)
    tile = page.locator(".now .column .tile").first
    tile.focus()
    page.keyboard.press("t")
    comment = page.locator(".talk .comment")
    expect(comment).to_contain_text("Too dark for June.")
    expect(comment).to_contain_text("Column A")
    say(page, "Of this one.")
    page.keyboard.press("Escape")
    expect(page.locator(".talk")).not_to_be_visible()
    expect(tile).to_be_focused()
    same = f'.now .column .tile[data-product="{tile.get_attribute("data-product")}"]'
    expect(page.locator(".now .talked")).to_have_count(page.locator(same).count())
    expect(tile.get_by_role("img", name="Talked about")).to_be_visible()


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (1024, 768), (390, 844)])
def test_the_talk_covers_nothing_that_it_is_about(
    house: House, browser: Browser, width: int, height: int
):
    page = house.browse(browser, "merchandiser").page
    page.set_viewport_size({"width": width, "height": height})
    page.goto(f"{house.base}/review?release=spring")
    open_review(page)
    letters = page.locator(".now .column").evaluate_all(
        "all => all.map(each => each.dataset.candidate)"
    )
    for letter in letters if width > 900 else letters[:1]:
        tile = page.locator(f'.now .column[data-candidate="{letter}"] .tile').nth(7)
        tile.focus()
        page.keyboard.press("t")
        drawer = page.locator(".talk")
        expect(drawer).to_be_visible()
        page.wait_for_function(APART, arg=[letter, 7])
        page.keyboard.press("Escape")
        expect(drawer).not_to_be_visible()
    assert (
        page.locator(".vitrine").last.evaluate("each => each.style.cssText").count("padding") == 0
    )


APART: str = """([letter, at]) => {
  const trees = [...document.querySelectorAll("*")].map((each) => each.shadowRoot).filter(Boolean);
  const find = (wanted) => trees.flatMap((each) => [...each.querySelectorAll(wanted)]);
  const tile = find(`.now .column[data-candidate="${letter}"] .tile`)[at].querySelector(".box");
  const [one, other] = [tile, find(".talk")[0]].map((each) => each.getBoundingClientRect());
  const high = one.top >= 0 && one.bottom <= innerHeight;
  const seen = high && one.left >= 0 && one.right <= innerWidth;
  const apart = one.right <= other.left || one.left >= other.right || one.bottom <= other.top;
  return seen && apart;
}"""
"""Whether the picture is seen whole beside the drawer."""


def test_no_count_tells_a_reviewer_that_colleagues_spoke_before_they_answered(house, browser):
    record = sessions(house.environment["VITRINE_DATABASE"])
    colleague = Person("brand-manager", "Brand manager", roles=frozenset({"reviewer"}))
    words = "@Merchandiser, too dear?"
    talk(record, colleague, "spring", 1, "candles-again", "k", words, mentions=["merchandiser"])
    disconnect(record)
    visit = house.browse(browser, "merchandiser")
    card = releases(visit.page, house.base)
    expect(card.locator(".talk")).to_have_count(0)
    page = open_review(visit.go("/review?release=spring&scenario=candles-again"))
    expect(page.get_by_role("img", name="waits for you")).to_have_count(0)
    for letter in "ABC":
        page.get_by_role("button", name=f"Show: {letter}", exact=True).click()
    wait_until_saved(page)
    expect(page.get_by_role("button", name="Talk: 1 open, 1 new")).to_be_visible()
    expect(releases(page, house.base)).to_contain_text("1 question waits for you")


def test_the_address_marks_only_ones_own_reading_of_what_is_there(house):
    with house.enter("merchandiser") as door:
        at = {"person": "merchandiser", "revision": 1, "scenario": "candles-again"}
        said = at | {"key": "k", "text": "Why, @Head of brand?", "mentions": ["guest"]}
        first = door.post("/api/releases/spring/remarks", json=said).json()
    with house.enter("head-of-brand") as door:
        read = at | {"person": "head-of-brand", "up_to": first["id"]}
        for wrong, status in (
            ({"person": "merchandiser"}, 401),
            ({"revision": 9}, 409),
            ({"scenario": "nobody"}, 404),
            ({"up_to": "all"}, 400),
        ):
            answer = door.post("/api/releases/spring/threads/read", json=read | wrong)
            assert answer.status_code == status, answer.text
        for new in (True, False):
            [thread] = threads(door)
            assert [(each["new"], each["calls"]) for each in thread["remarks"]] == [(new, True)]
            answer = door.post("/api/releases/spring/threads/read", json=read)
            assert answer.status_code == 200, answer.text


def threads(door) -> list[dict]:
    return door.get("/api/releases/spring/threads?scenario=candles-again").json()["threads"]
