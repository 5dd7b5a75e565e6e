"""The server ends while people answer: what they said is kept, sent again, stored once."""

import resource
import sys
from pathlib import Path

import pytest
from playwright.sync_api import expect
from sqlalchemy import make_url, select

from dashboard.releases.database import disconnect, reading, sessions
from dashboard.releases.said import Judgement, Verdict
from tests.browser.reviewing import SLATES, scenario_on_screen, wait_until_saved
from tests.browser.standing import Answer, Standing


def open_slates(house) -> int:
    return len(house.shown("spring")["missing"])


def comments(house) -> list[str]:
    """Of all verdicts in the record."""
    record = sessions(house.environment["VITRINE_DATABASE"])
    with reading(record) as session:
        found = list(session.scalars(select(Verdict.comment)))
    disconnect(record)
    return found


def judgements(house) -> dict[str, tuple[str, list[str], str]]:
    """Of all products in the record, as they stand now."""
    record = sessions(house.environment["VITRINE_DATABASE"])
    with reading(record) as session:
        rows = session.scalars(select(Judgement).order_by(Judgement.version)).all()
    disconnect(record)
    return {each.product_id: (str(each.value), each.reasons, each.comment) for each in rows}


def test_offline_with_an_expired_sign_in_the_answer_and_the_draft_wait(house, browser):
    """A7: both are still there, and are stored after signing in again."""
    visit = house.browse(browser, "merchandiser")
    page = visit.go("/review?release=spring")
    expect(page.locator(".now .column")).to_have_count(3)
    visit.context.set_offline(True)
    page.keyboard.press("1")
    page.keyboard.press("c")
    page.keyboard.type("A draft.")
    expect(page.get_by_text("Not saved yet, trying again")).to_be_visible()
    visit.context.clear_cookies()
    visit.context.set_offline(False)
    expect(page.get_by_role("link", name="Sign in")).to_be_visible()
    assert comments(house) == []
    asked = {"data": {"person": "merchandiser"}, "headers": {"Origin": house.base}}
    assert visit.context.request.post(f"{house.base}/sign-in", **asked).ok
    page.keyboard.press("Escape")
    wait_until_saved(page)
    assert "A draft." in comments(house)


def test_a_record_that_is_away_is_told_on_the_page_and_is_there_again_when_it_is_back(
    house, browser
):
    visit = house.browse(browser, "merchandiser")
    record = Path(make_url(house.environment["VITRINE_DATABASE"]).database)
    aside = record.rename(record.with_name("aside.db"))
    try:
        page = visit.go("/releases")
        expect(page.get_by_text("Vitrine cannot reach its record just now.")).to_be_visible()
    finally:
        aside.rename(record)
    visit.go("/releases")
    expect(page.get_by_role("heading", name="Releases")).to_be_visible()


def test_answers_survive_a_closed_window_that_could_not_send_them(house, browser):
    before = open_slates(house)
    visit = house.browse(browser, "merchandiser")
    page = visit.go("/review?release=spring")
    expect(page.locator(".now .column")).to_have_count(3)
    house.kill()
    page.keyboard.press("1")
    page.keyboard.press("2")
    expect(page.get_by_text("Not saved yet")).to_be_visible()
    page.close(run_before_unload=False)
    house.start()
    visit.page = visit.context.new_page()
    page = visit.go("/review?release=spring")
    expect(page.locator(".choice[aria-pressed=true]")).to_have_count(2)
    wait_until_saved(page)
    assert open_slates(house) == before - 2


def test_a_comment_being_written_is_stored_by_one_click_after_a_restart(house, browser):
    """A6, with a receipt for those who listen."""
    page = house.browse(browser, "merchandiser").go("/review?release=spring")
    expect(page.locator(".now .column")).to_have_count(3)
    page.keyboard.press("c")
    page.keyboard.type("Too dark for June.")
    house.kill()
    house.start()
    field = page.get_by_role("textbox", name="Comment on A")
    expect(field).to_have_value("Too dark for June.")
    expect(field).to_be_focused()
    page.get_by_role("button", name="Don’t show: A", exact=True).click()
    receipt = page.locator(".unseen[role=status]").last
    expect(receipt).to_contain_text("Don’t show, “Too dark for June.”: column A")
    wait_until_saved(page)
    assert "Too dark for June." in comments(house)


def test_reasons_being_given_are_stored_by_one_click_after_a_restart(house, browser):
    """A6, with a receipt for those who listen."""
    page = house.browse(browser, "merchandiser").go("/review?release=spring")
    expect(page.locator(".now .column")).to_have_count(3)
    for key in "xr3":
        page.keyboard.press(key)
    words = page.get_by_label("In your own words")
    words.fill("Nobody wears this.")
    house.kill()
    house.start()
    expect(words).to_have_value("Nobody wears this.")
    page.get_by_role("button", name="Done").click()
    receipt = page.locator(".unseen[role=status]").last
    expect(receipt).to_contain_text("Never: out of season, “Nobody wears this.”")
    wait_until_saved(page)
    [(product, judged)] = judgements(house).items()
    assert judged == ("never", ["out-of-season"], "Nobody wears this.")
    assert product == page.evaluate(SLATES)["A"][0]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits a process that runs")
def test_answers_that_met_a_full_disk_send_themselves_when_there_is_room(house, browser):
    """A11: the cause is named, and what stood there can be read meanwhile."""
    visit = house.browse(browser, "merchandiser")
    page = visit.go("/review?release=spring")
    expect(page.locator(".now .column")).to_have_count(3)
    standing = Standing(house, "spring", "merchandiser")
    scenario, product = scenario_on_screen(page), page.evaluate(SLATES)["A"][0]
    limits = resource.prlimit(house.process.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(house.process.pid, resource.RLIMIT_FSIZE, (1, limits[1]))
    for key in "sb1":
        page.keyboard.press(key)
    expect(page.get_by_text("The server’s disk is full")).to_be_visible()
    expect(page.locator(".choice[aria-pressed=true]")).to_have_count(1)
    assert visit.context.request.get(f"{house.base}/api/releases/spring/review").ok
    assert not standing.answers()
    resource.prlimit(house.process.pid, resource.RLIMIT_FSIZE, limits)
    wait_until_saved(page)
    expect(page.get_by_text("The server’s disk is full")).to_have_count(0)
    best = standing.columns[scenario]["A"]
    assert standing.answers() == {
        Answer("judgements", scenario, product, "suits"): 1,
        Answer("preferences", scenario, best): 1,
        Answer("verdicts", scenario, best, "show"): 1,
    }


def test_a_filled_decision_form_is_signed_by_one_click_after_a_restart(house, browser):
    """A6."""
    page = house.browse(browser, "head-of-brand").go("/decision?release=spring")
    page.get_by_text("Close although").click()
    page.get_by_role("button", name="Close the review").click()
    page.get_by_role("radio", name="NO-GO").click()
    page.get_by_label("Why").fill("Winter coats in June.")
    page.get_by_label("To sign, type").fill(house.shown("spring")["confirm"]["NO-GO"])
    house.kill()
    house.start()
    page.wait_for_selector('[data-test-script-state="notRunning"]')
    expect(page.get_by_label("Why")).to_have_value("Winter coats in June.")
    page.get_by_role("button", name="Sign NO-GO").click()
    expect(page.get_by_text("signed by Head of brand")).to_be_visible()
    assert house.shown("spring")["state"] == "NO-GO"


def test_a_scenario_is_saved_though_another_field_is_touched_at_once(house, browser):
    """A5."""
    page = house.browse(browser, "merchandiser").go("/scenarios?scenario=new")
    page.get_by_label("Title").fill("The hurried one")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("button", name="Save it").click()
    page.get_by_label("Story").click()
    page.keyboard.type("In a hurry.")
    page.keyboard.press("Tab")
    page.wait_for_url("**scenario=the-hurried-one**")
    assert (house.folder / "scenarios" / "the-hurried-one.yaml").exists()
