"""What a browser is told whose connection or cookie is kept from the dashboard."""

import httpx
import pytest
from playwright.sync_api import expect

from tests.browser.leaving import sign_out

BLOCKED = "The connection to the dashboard is blocked"


@pytest.fixture
def waiting(house, browser):
    """A page whose clock the test turns."""
    page = house.browse(browser, "merchandiser").page
    page.clock.install()
    return page


def let_time_pass(page, seconds):
    """Step by step, for what is asked in between is answered by the real server."""
    for _ in range(seconds):
        page.clock.run_for(1_000)
        page.wait_for_timeout(100)


def test_a_page_whose_socket_is_blocked_says_so(house, waiting):
    shut = True
    waiting.route_web_socket(
        "**/_stcore/stream", lambda line: line.close() if shut else line.connect_to_server()
    )
    waiting.goto(house.base)
    let_time_pass(waiting, 7)
    expect(waiting.get_by_text(BLOCKED)).to_have_count(0)
    let_time_pass(waiting, 10)
    notice = waiting.get_by_text(BLOCKED)
    expect(notice).to_be_visible()
    expect(notice).to_contain_text(f"ws://127.0.0.1:{house.port}/_stcore/stream")
    shut = False
    waiting.reload()
    let_time_pass(waiting, 20)
    expect(notice).to_have_count(0)
    expect(waiting.get_by_text("spring")).to_be_visible()


def test_a_page_that_is_only_slow_says_nothing(house, waiting):
    held = []
    waiting.route("**/js/shell.js", lambda route: held.append(route))
    waiting.goto(house.base, wait_until="commit")
    let_time_pass(waiting, 20)
    assert held
    expect(waiting.get_by_text(BLOCKED)).to_have_count(0)
    waiting.clock.resume()
    waiting.unroute_all()
    expect(waiting.get_by_text("spring")).to_be_visible()


def test_a_server_that_is_away_is_not_called_blocked(house, waiting):
    waiting.goto(house.base)
    waiting.route("**/sign-in/connection", lambda route: route.abort())
    waiting.route_web_socket("**/_stcore/stream", lambda line: line.close())
    waiting.reload()
    let_time_pass(waiting, 20)
    expect(waiting.get_by_text(BLOCKED)).to_have_count(0)


@pytest.mark.parametrize("how", ["at once", "later"])
def test_whose_browser_refuses_the_cookie_is_told(house, browser, how):
    visit = house.browse(browser, None)
    page = visit.go("/")
    if how == "at once":
        page.route("**/sign-in", lambda route: route.fulfill(json={"person": None}))
    else:
        page.route("**/sign-in", lambda route: route.fulfill(json={"person": "merchandiser"}))
    page.get_by_role("button", name="Merchandiser").click()
    told = page.get_by_role("alert").filter(has_text="refused the cookie")
    expect(told).to_contain_text(f"Allow cookies for 127.0.0.1:{house.port}")
    page.unroute_all()
    page.get_by_role("button", name="Merchandiser").click()
    expect(page.get_by_text("spring")).to_be_visible()
    sign_out(page, "Merchandiser")


def test_two_dashboards_of_one_machine_do_not_sign_each_other_out(house, make_house):
    other = make_house()
    other.start()
    with httpx.Client() as browser:
        for each in (house, other):
            browser.post(
                f"{each.base}/sign-in",
                json={"person": "merchandiser"},
                headers={"Origin": each.base},
            )
        for each in (house, other):
            assert browser.get(f"{each.base}/sign-in").json() == {"person": "merchandiser"}
            assert browser.get(f"{each.base}/api/products?words=lamp").status_code == 200
