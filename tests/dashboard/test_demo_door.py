"""Where the sign-in without passwords is open: on this machine alone, unless somebody means it."""

import httpx
import pytest
from starlette.requests import Request

from dashboard import entrance
from dashboard.settings import ServerSettings

PUBLIC = 'public_address = "https://vitrine.example"'
EVERYWHERE = 'listen = "0.0.0.0"'


@pytest.fixture
def may(tmp_path, monkeypatch):
    path = tmp_path / "vitrine.toml"
    monkeypatch.setenv("VITRINE_SETTINGS", str(path))

    def asked(
        server: str = "",
        demo: bool | None = None,
        headers: dict[str, str] | None = None,
        client: str = "127.0.0.1",
        version: str = "1.1",
    ) -> bool:
        said = "" if demo is None else f"demo = {str(demo).lower()}"
        path.write_text(f"[server]\n{server}\n[sign_in]\n{said}\n")
        told = {"host": "localhost:8501", **(headers or {})}
        scope = {
            "type": "http",
            "scheme": "http",
            "http_version": version,
            "client": (client, 50_000),
            "headers": [(name.encode(), value.encode()) for name, value in told.items()],
        }
        return entrance.may_use_demo(Request(scope))

    return asked


def test_it_is_open_on_this_machine_and_may_be_shut(may):
    assert may()
    assert may(headers={"host": "[::1]:8501"}, client="::1")
    assert not may(demo=False)


@pytest.mark.parametrize("server", [EVERYWHERE, PUBLIC, 'listen = "10.0.0.7"'])
def test_it_is_shut_where_others_may_reach_the_dashboard_unless_it_is_meant(may, server):
    assert not may(server)
    assert may(server, demo=True)
    assert not may(server, demo=True, client="10.0.0.9")


@pytest.mark.parametrize(
    "header", ["Forwarded", "Via", "X-Real-IP", "X-Forwarded-For", "X-Forwarded-Proto"]
)
def test_a_proxy_of_this_machine_is_not_this_machine(may, header):
    passed = {header.lower(): "127.0.0.1"}
    assert not may(headers=passed)
    assert not may(demo=True, headers=passed)
    assert not may(EVERYWHERE, demo=True, headers=passed)
    assert may(PUBLIC, demo=True, headers=passed)


def test_what_an_undeclared_proxy_sends_by_default_is_refused(may):
    assert not may(version="1.0")
    assert not may(headers={"host": "shop.example"})


@pytest.mark.parametrize("listen", ["127.0.0.1", "127.9.9.9", "::1", "localhost"])
def test_what_listens_on_this_machine_alone_is_alone(listen):
    assert ServerSettings(listen=listen).alone


@pytest.mark.parametrize("listen", ["0.0.0.0", "::", "192.168.1.5", "vitrine.example", ""])
def test_what_listens_elsewhere_is_not(listen):
    assert not ServerSettings(listen=listen).alone


def test_a_dashboard_that_others_can_reach_names_nobody(make_house):
    house = make_house()
    house.environment["VITRINE_SERVER__LISTEN"] = "0.0.0.0"
    house.start()
    answer = httpx.post(f"{house.base}/sign-in", json={"person": "proposer"})
    assert answer.status_code == 403
    assert "[sign_in]" in answer.json()["error"]
