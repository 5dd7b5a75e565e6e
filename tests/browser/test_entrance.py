"""Who gets in: nobody unknown, by no address."""

import json
import sqlite3
import time
import urllib.error
import urllib.request
from contextlib import closing

import pytest
from playwright.sync_api import expect

from dashboard.pages import PAGES
from tests.browser.leaving import sign_out
from tests.house import PATIENCE

CLOSED = (
    "/api/releases/spring/review",
    "/api/releases/spring/revisions/1/scenarios/x",
    "/api/releases/spring/gate",
    "/api/products?words=lamp",
    f"/pictures/tile/{'0' * 64}.webp",
    f"/pictures/pack/{'0' * 64}",
    "/metrics",
    "/media/x",
    "/_stcore/metrics",
    "/component/x",
    "/front/x/tile/tile.js",
)


def ask(house, path, content=None, headers=None):
    asked = urllib.request.Request(
        house.base + path,
        data=json.dumps(content).encode() if content is not None else None,
        headers={"Content-Type": "application/json", **(headers or {})},
    )
    try:
        with urllib.request.urlopen(asked, timeout=10) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read()


@pytest.fixture
def cookie(house):
    _, headers, _ = ask(house, "/sign-in", {"person": "merchandiser"})
    return headers["Set-Cookie"].partition(";")[0]


def test_every_address_of_ours_asks_who_is_there(house):
    answers = {path: ask(house, path)[0] for path in CLOSED}
    assert set(answers.values()) == {401}, answers
    assert ask(house, "/api/slates", {"bought": []})[0] == 401
    assert ask(house, "/healthz")[0] == ask(house, "/readyz")[0] == 200


def test_a_forged_or_ended_cookie_is_worth_nothing(house, cookie, browser):
    assert ask(house, "/api/products?words=", headers={"Cookie": cookie})[0] == 200
    assert (
        ask(house, "/api/products?words=", headers={"Cookie": f"vitrine-{house.port}=forged"})[0]
        == 401
    )
    visit = house.browse(browser, None)
    name, _, value = cookie.partition("=")
    visit.context.add_cookies([{"name": name, "value": value, "url": house.base}])
    visit.go("/")
    sign_out(visit.page, "Merchandiser")
    assert ask(house, "/api/products?words=", headers={"Cookie": cookie})[0] == 401


def test_a_page_of_another_site_cannot_write(house, cookie):
    headers = {"Cookie": cookie, "Origin": "https://elsewhere.example"}
    assert ask(house, "/api/slates", {"bought": []}, headers)[0] == 403
    assert ask(house, "/api/slates", {"bought": []}, {"Cookie": cookie})[0] == 403
    ours = {"Cookie": cookie, "Origin": house.base}
    assert ask(house, "/api/slates", {"bought": []}, ours)[0] == 200


def test_the_demo_sign_in_is_for_this_machine_by_its_own_name(house):
    status, _, _ = ask(house, "/sign-in", {"person": "proposer"}, {"Host": "elsewhere.example"})
    assert status == 403
    assert ask(house, "/sign-in", {"person": "nobody-known"})[0] == 404
    assert ask(house, "/sign-in", ["proposer"])[0] == 400


def test_whoever_tries_to_sign_in_too_often_waits_a_minute(make_house):
    hurried = make_house()
    hurried.environment["VITRINE_SIGN_IN__PER_MINUTE"] = "3"
    hurried.start()
    tried = [ask(hurried, "/sign-in", {"person": "nobody-known"}) for _ in range(4)]
    assert [status for status, _, _ in tried] == [404, 404, 404, 429]
    _, headers, body = tried[-1]
    assert headers["Retry-After"] == "60"
    assert "wait a minute" in json.loads(body)["error"]
    assert ask(hurried, "/sign-in", {"person": "merchandiser"})[0] == 429


def test_every_answer_carries_what_protects_it(house):
    for path in ("/", "/healthz", "/api/products"):
        _, headers, _ = ask(house, path)
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"


def test_nobody_sees_more_than_the_sign_in_on_any_page_and_arrives_there_after_it(house, browser):
    visit = house.browse(browser, None)
    for path in ("", *PAGES):
        page = visit.go(f"/{path}?release=spring")
        expect(page.get_by_role("heading", name="Who is here?")).to_be_visible()
        expect(page.get_by_role("dialog")).to_have_count(0)
        assert "spring" not in page.locator("body").inner_text()
    page = visit.go("/decision?release=spring")
    page.get_by_role("button", name="Head of brand").click()
    expect(page.get_by_role("button", name="Close the review")).to_be_visible()


def test_an_unknown_address_is_no_page(house, cookie):
    for path in ("/api/nope", "/pictures/nope", "/front/nope", "/api/releases/NOPE%2f/gate"):
        assert ask(house, path, headers={"Cookie": cookie})[0] == 404


def test_hostile_json_is_refused_in_words(house, cookie):
    ours = {"Cookie": cookie, "Origin": house.base}
    deep = urllib.request.Request(house.base + "/sign-in", data=b"[" * 100_000)
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(deep, timeout=10)
    assert refused.value.code == 400
    refused.value.close()
    assert ask(house, "/api/slates", {"bought": [], "shopper": {"a": float("nan")}}, ours)[0] == 400


def test_a_role_taken_away_is_gone_at_the_next_action(house, browser):
    page = house.browse(browser, "head-of-brand").go("/decision?release=spring")
    expect(page.get_by_role("button", name="Close the review")).to_be_visible()
    settings = house.folder / "vitrine.toml"
    text = settings.read_text("utf-8")
    settings.write_text(text.replace('["approver:brand"]', "[]"), "utf-8")
    page.get_by_text("Close although").click()
    expect(page.get_by_role("button", name="Close the review")).to_have_count(0)
    assert house.shown("spring")["state"] == "in_review"


@pytest.mark.parametrize("asks_meanwhile", [True, False])
def test_an_old_cookie_of_somebody_taken_out_and_listed_again_is_worth_nothing(
    house, cookie, asks_meanwhile
):
    settings = house.folder / "vitrine.toml"
    text = settings.read_text("utf-8")
    settings.write_text(text.replace('id = "merchandiser"', 'id = "somebody-else"'), "utf-8")
    until = time.monotonic() + PATIENCE
    while signed_in(house, "merchandiser"):
        if asks_meanwhile:
            assert ask(house, "/api/products?words=", headers={"Cookie": cookie})[0] == 401
        assert time.monotonic() < until
        time.sleep(0.1)
    settings.write_text(text, "utf-8")
    assert ask(house, "/api/products?words=", headers={"Cookie": cookie})[0] == 401


def signed_in(house, person: str) -> int:
    """How many of this person's sign-ins stand in the record."""
    query = "select count(*) from sign_ins where person_id = ? and ended_at is null"
    with closing(sqlite3.connect(house.folder / "vitrine.db")) as record:
        return record.execute(query, (person,)).fetchone()[0]


def test_whoever_asks_while_the_settings_are_half_written_is_known_again_afterwards(house, cookie):
    settings = house.folder / "vitrine.toml"
    content = settings.read_bytes()
    cut = content.rindex(b"[[people]]", 0, content.index(b'id = "merchandiser"'))
    assert b'id = "proposer"' in content[:cut]
    settings.write_bytes(content[:cut])
    assert ask(house, "/api/products?words=", headers={"Cookie": cookie})[0] == 401
    settings.write_bytes(content)
    assert ask(house, "/api/products?words=", headers={"Cookie": cookie})[0] == 200


def test_a_role_decides_in_the_domain_and_not_by_a_hidden_button(house, browser):
    release = house.shown("spring")
    verdict = {
        "revision": 1,
        "scenario": release["scenarios"][0],
        "column": "A",
        "value": "show",
        "comment": "",
        "expected_version": 0,
    }
    for person, wanted in (("merchandiser", 200), ("head-of-brand", 403), ("proposer", 403)):
        _, headers, _ = ask(house, "/sign-in", {"person": person})
        cookie = headers["Set-Cookie"].partition(";")[0]
        sent = {"Cookie": cookie, "Origin": house.base}
        answer = {**verdict, "person": person}
        status, _, body = ask(house, "/api/releases/spring/verdicts", answer, sent)
        assert status == wanted, body
