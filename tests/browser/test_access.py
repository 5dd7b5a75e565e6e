"""Every page is for everybody: WCAG 2.2 AA, by keyboard, on a phone and on a wall."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import streamlit
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page

from tests.browser.places import PLACES, Place
from tests.colleague import begin_history
from tests.house import House, Visit

pytestmark = pytest.mark.browser

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
ACCESS = Path(__file__).with_name("access.js").read_text("utf-8")
THE_MOST_IN_A_LINE = 140
THE_MOST_MOTION = 0.01
THE_MOST_STEPS = 400

# What axe finds in Streamlit's own markup and we cannot mend: rule, and the element it lies in.
# Another version of Streamlit asks for a new look.
STREAMLIT = "1.67.0"
ITS_OWN = (
    ("list", '[data-testid="stSidebarNavItems"]'),
    ("listitem", '[data-testid="stSidebarNavItems"]'),
    ("target-size", '[data-testid="stDateInput"]'),
    ("color-contrast", '[data-testid="stButtonGroup"]'),
)


@pytest.fixture(scope="module")
def house(
    tmp_path_factory: pytest.TempPathFactory, demo_shop: Path, reviewed_record: Path
) -> Iterator[House]:
    """One dashboard for all pages, with a release in review and one that was signed."""
    folder = tmp_path_factory.mktemp("access")
    house = House(folder, demo_shop, f"sqlite:///{folder}/vitrine.db")
    (folder / "vitrine.db").write_bytes(reviewed_record.read_bytes())
    begin_history(house.scenarios)
    house.start()
    yield house
    house.stop()


@pytest.fixture(scope="module")
def visit_of(house: House, browser: Browser) -> Iterator[Callable[[str | None], Visit]]:
    """Each person's browser, which watches what moves from the first moment on."""
    visits: dict[str | None, Visit] = {}

    def visit(person: str | None) -> Visit:
        if person not in visits:
            visits[person] = house.browse(browser, person, reduced_motion="no-preference")
            visits[person].context.add_init_script(ACCESS)
        return visits[person]

    yield visit
    for each in visits.values():
        each.context.close()


@pytest.fixture(scope="module", params=PLACES, ids=lambda place: place.name)
def place(request: pytest.FixtureRequest) -> Place:
    return request.param


@pytest.fixture(scope="module")
def page(visit_of: Callable[[str | None], Visit], place: Place) -> Page:
    """This page, opened once for all that is asked of it."""
    visit = visit_of(place.person)
    visit.page.set_viewport_size({"width": 1440, "height": 900})
    open_slowly(visit, place)
    return visit.page


def open_slowly(visit: Visit, place: Place) -> None:
    """The pictures come when everything else was painted."""
    visit.page.route("**/pictures/pack/**", lambda route: None)
    visit.go(place.path)
    if "canvas" in place.drawn:
        visit.page.wait_for_selector("canvas", state="attached")
    painted(visit.page)
    visit.page.unroute_all()
    visit.page.wait_for_selector(place.drawn)
    painted(visit.page)


def painted(page: Page) -> None:
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 50)))")


def violations(page: Page, only: tuple[str, ...] = ()) -> list[str]:
    """What axe finds in our elements, and in Streamlit's where the table does not name it."""
    run = {"type": "rule", "values": only} if only else {"type": "tag", "values": TAGS}
    if not page.evaluate("() => 'axe' in globalThis"):
        page.evaluate(AXE_SCRIPT)
    # What a bar that stays in view covers by half is no smaller for it.
    page.evaluate("document.querySelector('[data-testid=stMain]')?.scrollTo(0, 0)")
    options = {"runOnly": run, "resultTypes": ["violations"]}
    found = page.evaluate("(options) => axe.run(document, options)", options)["violations"]
    return [
        f"{rule['id']}: {node['target']} {node['html'][:160]} {node['failureSummary']}"
        for rule in found
        for node in rule["nodes"]
        if not is_streamlits(page, rule["id"], node["target"])
    ]


def is_streamlits(page: Page, rule: str, target: list) -> bool:
    """axe tells the way into a shadow tree as a list of selectors; Streamlit has no such tree."""
    if not isinstance(target[0], str):
        return False
    return any(
        page.locator(target[0]).first.evaluate("(found, box) => !!found.closest(box)", box)
        for known, box in ITS_OWN
        if known == rule
    )


def test_streamlits_own_faults_were_looked_at_in_this_version():
    assert streamlit.__version__ == STREAMLIT


def test_nothing_of_ours_shifts_while_the_pictures_arrive(page: Page):
    assert page.evaluate("access.shifts") == []


def test_the_keyboard_reaches_everything_in_reading_order_with_a_visible_focus(page: Page):
    page.evaluate("access.begin()")
    for _ in range(THE_MOST_STEPS):
        page.keyboard.press("Tab")
        if page.evaluate("access.step()") == "end":
            break
    assert page.evaluate("access.unreached()") == []
    assert page.evaluate("access.faults") == []


def test_what_moves_stands_still_where_that_is_asked(page: Page):
    page.emulate_media(reduced_motion="reduce")
    assert page.evaluate("(most) => access.moving(most)", THE_MOST_MOTION) == []
    page.emulate_media(reduced_motion="no-preference")


@pytest.mark.parametrize("width", [2560, 360])
def test_nothing_is_wider_than_the_screen_or_too_long_to_read(page: Page, width: int):
    page.set_viewport_size({"width": width, "height": 900})
    painted(page)
    assert page.evaluate("access.tooWide()") == []
    assert page.evaluate("access.scrollsSideways()") == []
    assert page.evaluate("(most) => access.longestLines(most)", THE_MOST_IN_A_LINE) == []
    page.set_viewport_size({"width": 1440, "height": 900})


def test_axe_finds_nothing_in_either_theme_and_in_no_state(page: Page, place: Place):
    found = {}
    for name, enter in {"at first": painted, **place.states}.items():
        page.emulate_media(color_scheme="light")
        enter(page)
        painted(page)
        found[name] = violations(page)
        page.emulate_media(color_scheme="dark")
        painted(page)
        found[f"{name}, dark"] = violations(page, only=("color-contrast",))
    assert {name: faults for name, faults in found.items() if faults} == {}


def test_axe_looks_into_our_own_trees(visit_of: Callable[[str | None], Visit]):
    page = visit_of(None).go("/")
    page.locator(".people").evaluate(
        """(people) => {
          const [button, faint] = [document.createElement("button"), document.createElement("p")];
          Object.assign(faint.style, { color: "#999", background: "#aaa" });
          faint.textContent = "Hardly to be read";
          people.append(button, faint);
        }"""
    )
    rules = {each.partition(":")[0] for each in violations(page)}
    assert rules == {"button-name", "color-contrast"}
