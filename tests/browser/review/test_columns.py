"""The column that is named, seen, in focus and answered is one, by every hand at every width."""

from random import Random

import pytest
from playwright.sync_api import Page, expect

from tests.browser.review.hands import WIDTHS, open_at, rest, the_one
from tests.browser.reviewing import wait_until_saved

BY_KEY = {"1": "show", "2": "show with reservations", "3": "do not show"}


class Hands:
    """Somebody who answers, whatever comes to hand; `said` is what must be stored."""

    def __init__(self, page: Page, random: Random, said: dict):
        self.page, self.random, self.said = page, random, said

    def note(self, letter: str, value: str) -> None:
        """Columns that show the same and stand the same are answered together."""
        scenario = self.page.locator(".now").get_attribute("data-scenario")
        slates = self.page.evaluate(
            """(letters) => letters.map((each) => [...document.querySelectorAll("*")]
              .map((one) => one.shadowRoot).find((one) => one?.querySelector(".now"))
              .querySelector(`.now .column[data-candidate="${each}"] .slate`).textContent)""",
            list("ABC"),
        )
        before = self.said.get((scenario, letter))
        for each, slate in zip("ABC", slates, strict=True):
            alike = slate == slates["ABC".index(letter)]
            if alike and self.said.get((scenario, each)) == before:
                self.said[scenario, each] = value

    def keyboard(self) -> None:
        for _ in range(self.random.randrange(3)):
            self.page.keyboard.press(
                self.random.choice(["ArrowLeft", "ArrowRight", "ArrowDown", "s"])
            )
            the_one(self.page)
        key = self.random.choice("123")
        self.note(the_one(self.page), BY_KEY[key])
        self.page.keyboard.press(key)

    def mouse(self) -> None:
        self.choose("click", self.page.viewport_size["width"] > 900)

    def touch(self) -> None:
        swiped = self.page.viewport_size["width"] <= 900
        if swiped and self.random.random() < 0.4:
            self.swipe(self.random.choice([-1, 1]))
        self.choose("tap", not swiped)

    def choose(self, how: str, abreast: bool) -> None:
        """Any column that is seen; where one at a time is seen the hand goes there first."""
        letter = self.random.choice("ABC")
        if not abreast:
            if self.random.random() < 0.5:
                getattr(self.page.get_by_role("tab", name=f"{letter}: "), how)()
                rest(self.page)
            letter = the_one(self.page)
        key = self.random.choice("123")
        button = self.page.locator(f'.cell[data-candidate="{letter}"] .choice').nth(int(key) - 1)
        # A column that shows the same was answered with another one before.
        self.note(letter, BY_KEY[key])
        getattr(button, how)()

    def swipe(self, by: int) -> None:
        box = self.page.locator(".now .columns").bounding_box()
        across = {
            "x": box["x"] + box["width"] / 2,
            "y": box["y"] + 60,
            "xDistance": -by * box["width"] * 0.7,
            "gestureSourceType": "touch",
            "speed": 2000,
        }
        session = self.page.context.new_cdp_session(self.page)
        session.send("Input.synthesizeScrollGesture", across)
        rest(self.page)


@pytest.mark.parametrize(
    "count", [12, pytest.param(200, marks=[pytest.mark.soak, pytest.mark.timeout(3600)])]
)
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("way", ["keyboard", "mouse", "touch"])
def test_an_answer_goes_to_the_column_that_is_named_and_seen_and_in_focus(
    visits, verdicts, way, width, count
):
    visit, person = visits["desk"], "merchandiser"
    if way == "touch":
        visit, person = visits["touch"], "brand-manager"
    page, said = visit.page, dict(verdicts(person))
    hands = Hands(page, Random(f"{way} {width}"), said)
    shoppers = ["a-single-gift", "candles-again", "tea-for-two", "the-first-flat"]
    for number in range(count):
        if number % 3 == 0:
            open_at(page, shoppers[number // 3 % len(shoppers)], width)
            the_one(page)
        getattr(hands, way)()
        rest(page)
        the_one(page)
    wait_until_saved(page)
    assert verdicts(person) == said


def test_what_was_touched_last_owns_the_keys(desk, verdicts):
    open_at(desk, "rain-in-the-forecast", 1440)
    tile = desk.locator('.now .column[data-candidate="B"] .tile').nth(2)
    desk.locator('.now .column[data-candidate="A"] .tile').first.focus()
    tile.hover(position={"x": 30, "y": 20})
    desk.locator(".hand").get_by_role("button", name="Doubtful").click()
    assert the_one(desk) == "B"
    expect(tile).to_be_focused()
    desk.locator(".hand").get_by_role("button", name="Why?").click()
    desk.get_by_role("dialog").get_by_role("button", name="Done").click()
    assert the_one(desk) == "B"
    desk.keyboard.press("x")
    expect(tile.locator(".judged")).to_contain_text("Never")
    desk.keyboard.press("2")
    desk.get_by_role("button", name="Don’t show: C", exact=True).click()
    assert the_one(desk) == "C"
    desk.keyboard.press("1")
    wait_until_saved(desk)
    said = verdicts("merchandiser")
    rain = [said.get(("rain-in-the-forecast", letter)) for letter in "ABC"]
    assert rain == [None, "show with reservations", "show"]


def test_a_phone_opens_at_the_first_open_column_and_says_once_what_waits(phone):
    open_at(phone, "rain-in-the-forecast", 390)
    phone.get_by_role("button", name="Show: A", exact=True).tap()
    rest(phone)
    assert the_one(phone) == "B"
    phone.get_by_role("button", name="Don’t show: B", exact=True).tap()
    rest(phone)
    open_at(phone, "candles-again", 390)
    open_at(phone, "rain-in-the-forecast", 390)
    assert the_one(phone) == "C"
    phone.get_by_role("tab", name="A: Show").tap()
    rest(phone)
    assert the_one(phone) == "A"
    phone.locator(".next").tap()
    expect(phone.get_by_text("C waits.").first).to_be_visible()
    rest(phone)
    assert the_one(phone) == "C"
    phone.locator(".next").tap()
    expect(phone.locator('.now[data-scenario="rain-in-the-forecast"]')).to_have_count(0)


def test_a_word_is_about_the_column_that_is_looked_at(phone):
    open_at(phone, "the-writing-desk", 390)
    heard = []
    phone.on("request", lambda each: heard.append(each) if "/remarks" in each.url else None)
    ways = {
        "after an answer": lambda: phone.get_by_role("button", name="Show: A", exact=True).tap(),
        "after another": lambda: phone.get_by_role("button", name="Show: B", exact=True).tap(),
        "by a tab": lambda: phone.get_by_role("tab", name="A: Show").tap(),
        "with a picture chosen": lambda: phone.locator(".now .column.active .tile").first.tap(),
        "with a picture chosen elsewhere": lambda: phone.get_by_role("tab", name="C: ").tap(),
        "turned": lambda: phone.set_viewport_size({"width": 844, "height": 390}),
        "turned back": lambda: phone.set_viewport_size({"width": 390, "height": 844}),
        "after the last": lambda: phone.get_by_role("button", name="Show: C", exact=True).tap(),
    }
    for number, (way, act) in enumerate(ways.items()):
        act()
        rest(phone)
        letter = the_one(phone)
        phone.locator(".talking:visible").tap()
        subject = phone.locator(".talk .subject b")
        if way == "with a picture chosen":
            expect(subject).to_contain_text("“")
            phone.get_by_role("button", name=f"or column {letter}").tap()
        expect(subject, way).to_have_text(f"column {letter}")
        phone.get_by_role("textbox", name="About").fill(f"Word {number}.")
        phone.locator(".talk").get_by_role("button", name="Send").tap()
        wait_until_saved(phone)
        assert heard[-1].post_data_json["column"] == letter, way
        phone.locator(".talk .shut").tap()
        assert the_one(phone) == letter


def test_a_comment_names_its_column_and_is_closed_by_a_finger(phone):
    open_at(phone, "the-loyal-knitwear-client", 390)
    phone.get_by_role("tab", name="B: ").tap()
    rest(phone)
    opener, note = phone.get_by_role("button", name="Comment on B"), phone.locator(".note")
    done = note.get_by_role("button", name="Done")
    for close in (done, opener):
        opener.tap()
        expect(note).to_contain_text("Column B")
        expect(note.get_by_text("Esc")).to_be_hidden()
        assert min(done.bounding_box()["width"], done.bounding_box()["height"]) >= 44
        phone.keyboard.type("Warm. ")
        close.tap()
        expect(note).to_have_count(0)
        assert the_one(phone) == "B"
    opener.tap()
    expect(note.locator("textarea")).to_have_value("Warm.Warm.")
    opener.tap()
    wait_until_saved(phone)


def test_a_finger_reads_what_it_says_of_a_product(phone):
    open_at(phone, "the-loyal-knitwear-client", 360)
    phone.locator(".now .column.active .tile").nth(2).tap()
    hand = phone.locator(".hand")
    expect(hand.locator(".word")).to_have_text(["Suits", "Doubtful", "Never"])
    column = phone.locator(".now .column.active").bounding_box()
    for each in hand.locator("button:visible").all():
        expect(each.locator(".word")).to_be_visible()
        box = each.bounding_box()
        assert each.evaluate("(button) => button.scrollWidth <= button.clientWidth")
        assert min(box["width"], box["height"]) >= 44
        assert column["x"] <= box["x"]
        assert box["x"] + box["width"] <= column["x"] + column["width"]


TAPS_TWICE = """(choice) => {
  const { left, top, width, height } = choice.getBoundingClientRect();
  for (let tap = 0; tap < 2; tap += 1) {
    const under = choice.getRootNode().elementFromPoint(left + width / 2, top + height / 2);
    under.dispatchEvent(new PointerEvent("pointerdown", { bubbles: true, composed: true }));
    under.click();
  }
}"""


def test_a_second_tap_at_once_does_not_answer_the_column_that_comes(phone, verdicts):
    open_at(phone, "sandals-in-january", 390)
    phone.get_by_role("button", name="Show: A", exact=True).evaluate(TAPS_TWICE)
    rest(phone)
    assert the_one(phone) == "B"
    wait_until_saved(phone)
    said = verdicts("brand-manager")
    assert {letter for scenario, letter in said if scenario == "sandals-in-january"} == {"A"}


@pytest.mark.parametrize("width", [360, 768])
def test_every_tab_is_as_large_as_a_finger_and_tells_its_verdict(phone, width):
    open_at(phone, "a-new-baby", width)
    tabs = phone.get_by_role("tab")
    expect(tabs).to_have_count(3)
    for each in tabs.all():
        box = each.bounding_box()
        assert min(box["width"], box["height"]) >= 44
        assert box["y"] + box["height"] <= WIDTHS[width]
    phone.get_by_role("tab", name="B: waits").tap()
    rest(phone)
    phone.get_by_role("button", name="Reservations: B").tap()
    expect(phone.get_by_role("tab", name="B: Reservations")).to_be_visible()
    phone.keyboard.press("z")


def test_a_part_of_the_next_column_is_seen(phone):
    open_at(phone, "a-childs-birthday", 390)
    box = phone.locator('.now .column[data-candidate="B"]').bounding_box()
    assert 8 <= 390 - box["x"] <= 60


def test_keys_in_quick_succession_end_where_the_last_one_led(desk):
    open_at(desk, "tea-for-two", 390)
    desk.get_by_role("tab", name="B: ").click()
    rest(desk)
    desk.locator('.now .column[data-candidate="B"] .tile').nth(4).focus()
    desk.evaluate(
        """() => ["s", "ArrowLeft"].forEach((key) =>
          document.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true })))"""
    )
    rest(desk)
    assert the_one(desk) == "A"
    desk.keyboard.press("z")


GOES_ON_TAPPING = """async (next) => {
  const root = next.getRootNode();
  const at = () => root.querySelector(".now").dataset.scenario;
  const before = at();
  next.dispatchEvent(new PointerEvent("pointerdown", { bubbles: true, composed: true }));
  next.click();
  for (let frame = 0; at() === before && frame < 600; frame += 1)
    await new Promise(requestAnimationFrame);
  const led = at();
  root.querySelector('.cell .choice[data-value="show"]').click();
  next.click();
  return led;
}"""


def test_a_finger_that_goes_on_tapping_neither_answers_nor_passes_a_shopper_unseen(phone):
    open_at(phone, "the-winter-wedding", 390)
    led = phone.locator(".next").evaluate(GOES_ON_TAPPING)
    rest(phone)
    assert led != "the-winter-wedding"
    here = phone.locator(f'.now[data-scenario="{led}"]')
    expect(here).to_have_count(1)
    expect(phone.locator(".cell .choice[aria-pressed=true]")).to_have_count(0)
    phone.locator(".next").tap()
    expect(here).to_have_count(0)
