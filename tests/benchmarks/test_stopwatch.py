"""The stopwatch sees what a person sees: all pictures changed, and there."""

import pytest
from playwright.sync_api import Error

from benchmarks import browser as browsing
from benchmarks.browser import Stopwatch, Times, opened_browser, time_by_turns
from benchmarks.photos import draw_photos
from benchmarks.serving import NotServing, served

pytestmark = pytest.mark.browser

ADDRESSES = "() => [...document.images].map((picture) => picture.src)"
IN_A_SHADOW = """
<div id="host"></div>
<script>
  const tree = host.attachShadow({mode: "open"});
  const button = tree.appendChild(document.createElement("button"));
  const picture = tree.appendChild(document.createElement("img"));
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">`;
  const draw = (colour) => "data:image/svg+xml," + encodeURIComponent(
    `${svg}<path fill="${colour}" d="M0 0h9v9H0"/></svg>`);
  picture.src = draw("red");
  button.onclick = () => setTimeout(() => { picture.src = draw("blue"); }, 300);
</script>
"""


@pytest.fixture(scope="module")
def browser():
    with opened_browser() as browser:
        yield browser


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    folder = tmp_path_factory.mktemp("photos")
    for number, photo in enumerate(draw_photos(3)):
        (folder / f"{number}.webp").write_bytes(photo)
    with served("benchmarks.plain_page", str(folder)) as address:
        yield address


@pytest.fixture
def page(browser):
    with browser.new_context() as context:
        yield context.new_page()


def test_every_click_shows_sixty_pictures_never_seen(page, address):
    page.goto(address)
    stopwatch = Stopwatch(page, "button", "img", 60)
    seen = []
    for _ in range(3):
        assert stopwatch.click() > 0
        seen += page.evaluate(ADDRESSES)
    assert len(set(seen)) == 180
    assert page.evaluate("() => [...document.images].every((picture) => picture.naturalWidth)")


def test_two_screens_take_turns_without_asking_the_server_again(page, address):
    page.goto(f"{address}?screens=2")
    stopwatch = Stopwatch(page, "button", "img", 60)
    stopwatch.click()
    first = page.evaluate(ADDRESSES)
    stopwatch.click()
    asked = []
    page.on("request", lambda request: asked.append(request.url) if "webp" in request.url else None)
    stopwatch.click()
    assert page.evaluate(ADDRESSES) == first
    assert asked == []


def test_pictures_in_a_shadow_tree_that_come_late_are_waited_for(page):
    page.set_content(IN_A_SHADOW)
    assert Stopwatch(page, "button", "img", 1).click() >= 290


def test_pictures_that_do_not_change_are_said(page, monkeypatch):
    monkeypatch.setattr(browsing, "PATIENCE", 200)
    page.set_content("<button>Next</button>")
    with pytest.raises(Error, match="0 pictures after 200 ms, not 60 other ones"):
        Stopwatch(page, "button", "img", 60).click()


def test_pages_are_clicked_by_turns(browser, address):
    pages = [browser.new_page(), browser.new_page()]
    for page in pages:
        page.goto(address)
    watches = {str(place): Stopwatch(page, "button", "img", 60) for place, page in enumerate(pages)}
    times = time_by_turns(watches, clicks=2, warm_up=1)
    assert [len(each.clicks) for each in times.values()] == [2, 2]
    assert [page.evaluate("() => screen") for page in pages] == [3, 3]
    for page in pages:
        page.close()


def test_the_median_and_the_slow_end_of_some_clicks():
    times = Times(tuple(float(each) for each in range(1, 22)))
    assert (times.median, times.slow) == (11.0, 20.0)


def test_a_server_that_does_not_start_is_said():
    with pytest.raises(NotServing, match="run it by hand"), served("benchmarks.nothing"):
        pass
