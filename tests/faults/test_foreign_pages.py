"""Pages of other addresses, and whoever calls the dashboard by a foreign name: nothing opens."""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from statistics import median
from threading import Event, Thread

import httpx
import pytest
from playwright.sync_api import Browser

from benchmarks.browser import opened_browser
from tests.faults.handshake import shake_hands
from tests.house import House
from tests.started import started

ELSEWHERE = "http://shop.example"
OPENS = """(address) => new Promise((answered) => {
  const line = new WebSocket(address);
  line.onopen = () => answered(true);
  line.onerror = () => answered(false);
})"""
WRITES = """(address) => fetch(address, {
  method: "POST", mode: "no-cors", credentials: "include", body: '{"person": "proposer"}',
}).catch(() => null).then(() => null)"""


class Watched:
    """A dashboard whose questions to the network are noted, and never answered."""

    def __init__(self, house: House, seconds: float = 0):
        self.house, self.noted = house, house.folder / "asked.txt"
        house.environment |= {
            "WATCHED_FILE": str(self.noted),
            "WATCHED_SECONDS": str(seconds),
        }
        house.process = started(
            "tests.faults.watched_dashboard",
            ("serve", "--port", str(house.port)),
            house.environment,
        )
        house.wait_until_it_answers()

    def asked(self) -> list[str]:
        return self.noted.read_text().splitlines() if self.noted.exists() else []


@pytest.fixture
def cookie() -> Callable[[House], str]:
    def signed_in(house: House, person: str = "merchandiser") -> str:
        answer = httpx.post(f"{house.base}/sign-in", json={"person": person})
        return answer.headers["Set-Cookie"].partition(";")[0]

    return signed_in


def test_a_socket_opens_for_a_page_of_ours_alone_and_nobody_asks_the_network(make_house, cookie):
    watched = Watched(make_house())
    port, ours = watched.house.port, watched.house.base
    bearing = ("Cookie", cookie(watched.house))
    here = ("Host", f"127.0.0.1:{port}")

    def opens(*headers: tuple[str, str], path: str = "/_stcore/stream") -> bool:
        return shake_hands(port, headers, path) == 101

    assert opens(here, bearing, ("Origin", ours))
    assert opens(("Host", f"localhost:{port}"), ("Origin", f"http://localhost:{port}"))
    assert opens(here)
    assert not opens(here, bearing)
    for origin in (
        "null",
        ELSEWHERE,
        f"{ELSEWHERE}:{port}",
        f"https://127.0.0.1:{port}",
        f"http://127.0.0.1:{port + 1}",
        f"http://localhost:{port}",
        "http://127.0.0.1",
        f"http://127.0.0.1:{port}@shop.example",
    ):
        assert not opens(here, bearing, ("Origin", origin)), origin
        assert not opens(here, ("Origin", origin)), origin
        assert httpx.get(f"{ours}/_stcore/health", headers={"Origin": origin}).status_code == 403
    assert not opens(here, ("Origin", ours), ("Origin", ELSEWHERE))
    for host in ("shop.example", f"shop.example:{port}", "127.0.0.1.shop.example", "", "[::1"):
        assert not opens(("Host", host), ("Origin", f"http://{host}")), host
    assert not opens(here, ("Origin", ours), path="/_stcore/elsewhere")
    assert watched.asked() == []


def test_a_foreign_name_is_answered_with_the_setting_that_would_allow_it(make_house):
    house = make_house()
    house.start()
    called = {"Host": f"shop.example:{house.port}"}
    for path in ("/", "/releases", "/sign-in", "/api/products", "/static/js/x.js", "/metrics"):
        refused = httpx.get(f"{house.base}{path}", headers=called)
        assert refused.status_code == 403, path
        assert "`hosts` under [server]" in refused.json()["error"]
    page = httpx.get(f"{house.base}/", headers={**called, "Accept": "text/html"})
    assert page.text.startswith("This dashboard does not go by the name 'shop.example'")
    for path in ("/healthz", "/readyz"):
        assert httpx.get(f"{house.base}{path}", headers=called).status_code == 200
    house.stop()
    house.environment["VITRINE_SERVER__HOSTS"] = '["shop.example"]'
    house.start()
    assert httpx.get(f"{house.base}/", headers=called).status_code == 200
    assert shake_hands(house.port, [("Host", "shop.example"), ("Origin", ELSEWHERE)]) == 101


def test_behind_a_proxy_the_public_address_alone_is_ours(make_house):
    house = make_house()
    public = "https://vitrine.example"
    house.environment |= {
        "VITRINE_SERVER__PUBLIC_ADDRESS": public,
        "VITRINE_SIGN_IN__DEMO": "true",
    }
    watched = Watched(house)
    upstream = f"127.0.0.1:{house.port}"
    for host in ("vitrine.example", upstream):
        passed = {"Host": host, "Origin": public, "X-Forwarded-For": "127.0.0.1"}
        answer = httpx.post(f"{house.base}/sign-in", json={"person": "proposer"}, headers=passed)
        assert answer.status_code == 200, answer.text
        name, *marks = answer.headers["Set-Cookie"].split("; ")
        assert name.startswith("vitrine=")
        assert {"Secure", "HttpOnly", "SameSite=strict", "Path=/"} <= set(marks)
        assert answer.headers["Strict-Transport-Security"].startswith("max-age=")
        assert shake_hands(house.port, [*passed.items(), ("Cookie", name)]) == 101
        for origin in (f"http://{host}", "http://vitrine.example", f"{public}:8443"):
            foreign = {**passed, "Origin": origin}
            assert shake_hands(house.port, list(foreign.items())) == 403
            written = httpx.post(f"{house.base}/sign-in", json={}, headers=foreign)
            assert written.status_code == 403
    assert watched.asked() == []


@pytest.fixture
def foreign_page() -> Iterator[int]:
    """The port of a server whose every page is empty."""

    class Page(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(b"<!doctype html><title>elsewhere</title>")

        def log_message(self, *_said: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Page) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port
        server.shutdown()


@pytest.fixture
def browser() -> Iterator[Browser]:
    """Chromium for which every name below .example is this machine."""
    with opened_browser("--host-resolver-rules=MAP *.example 127.0.0.1") as made:
        yield made


@pytest.mark.browser
def test_no_page_from_elsewhere_opens_a_socket_or_signs_anybody_in(
    make_house, browser, foreign_page
):
    house = make_house()
    house.start()
    dashboards = (house.base, f"http://localhost:{house.port}")
    context = browser.new_context()
    for each in dashboards:
        signed = context.request.post(f"{each}/sign-in", data={"person": "head-of-brand"})
        assert signed.ok, signed.text()

    def signed_in() -> set[str]:
        return {each["value"] for each in context.cookies() if "vitrine" in each["name"]}

    known = signed_in()
    page = context.new_page()

    def opens(from_where: str, dashboard: str) -> bool:
        page.goto(from_where)
        page.evaluate(WRITES, f"{dashboard}/sign-in")
        return page.evaluate(OPENS, f"{dashboard.replace('http', 'ws')}/_stcore/stream")

    assert opens(f"{house.base}/", house.base)
    known |= signed_in()
    for where in ("http://127.0.0.1", "http://localhost", ELSEWHERE):
        for dashboard in dashboards:
            assert not opens(f"{where}:{foreign_page}/", dashboard), (where, dashboard)
    for there, dashboard in (dashboards, reversed(dashboards)):
        assert not opens(f"{there}/", dashboard)
    # The name of another site that leads to this machine: page and dashboard are of one origin.
    assert not opens(f"{ELSEWHERE}:{house.port}/", f"{ELSEWHERE}:{house.port}")
    assert "does not go by the name" in page.inner_text("body")
    assert signed_in() <= known


def patience(house: House, times: int) -> list[float]:
    """How long /healthz took, each time."""
    taken = []
    with httpx.Client(base_url=house.base, timeout=60) as client:
        for _ in range(times):
            begun = time.perf_counter()
            assert client.get("/healthz").status_code == 200
            taken.append(time.perf_counter() - begun)
            time.sleep(0.05)
    return taken


def knock(port: int, ended: Event, a_second: int) -> int:
    """Handshakes from elsewhere until `ended`; how many."""
    headers, count = [("Host", f"127.0.0.1:{port}"), ("Origin", ELSEWHERE)], 0
    begun = time.perf_counter()
    with ThreadPoolExecutor(8) as pool:
        while not ended.is_set():
            pool.submit(shake_hands, port, headers)
            count += 1
            time.sleep(max(0, begun + count / a_second - time.perf_counter()))
    return count


@pytest.mark.soak
def test_fifty_foreign_handshakes_a_second_do_not_keep_anybody_waiting(make_house):
    watched = Watched(make_house(), seconds=10)
    quiet = median(patience(watched.house, 100))
    ended = Event()
    with ThreadPoolExecutor(1) as pool:
        knocking = pool.submit(knock, watched.house.port, ended, 50)
        loud = median(patience(watched.house, 200))
        ended.set()
        print(f"quiet {quiet * 1000:.1f} ms, loud {loud * 1000:.1f} ms, {knocking.result()} knocks")
    assert loud <= 2 * quiet
    assert watched.asked() == []
