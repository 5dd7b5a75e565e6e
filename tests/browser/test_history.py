"""What became of a scenario, as pictures and words; each version can be brought back."""

import re

import pytest
from playwright.sync_api import expect

from recommender.scenario import load_scenario
from tests.browser.writing import (
    RECORDED,
    change_by_hand,
    expected,
    opened,
    path_of,
    save,
    show_answer,
)
from tests.colleague import git


def test_who_changed_what_is_told_in_pictures_and_words(library, gift, writer):
    change_by_hand(library, gift, "  - {product: leather-gloves-chestnut, on: 2025-12-18}\n", "")
    page = opened(writer, gift)
    page.get_by_role("button", name="History").click()
    drawer = page.get_by_role("dialog", name="History")
    newest = drawer.get_by_role("article").first
    expect(newest).to_contain_text("Colleague")
    expect(newest).to_contain_text("today, ")
    expect(newest).to_contain_text("On the command line")
    gone = newest.get_by_role("listitem").filter(has_text="No longer bought")
    expect(gone.get_by_role("img", name="Gloves in chestnut leather")).to_be_visible()
    expect(drawer.get_by_role("article")).to_have_count(2)
    expect(drawer.get_by_role("article").last).to_contain_text("First version")


def test_an_older_version_is_looked_at_and_brought_back_as_one_step(library, gift, writer):
    change_by_hand(library, gift, "at_most: 150", "at_most: 90")
    page = opened(writer, gift)
    page.get_by_role("button", name="History").click()
    oldest = page.get_by_role("article").last
    oldest.get_by_role("button", name="Look at it").click()
    expect(oldest.get_by_text("Every price between €10 and €150")).to_be_visible()
    oldest.get_by_role("button", name="Bring this back").click()
    show_answer(page)
    expect(expected(page, "Every price between €10 and €150")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(expected(page, "Every price between €10 and €90")).to_be_visible()
    page.get_by_role("button", name="Redo").click()
    save(page)
    expect(page.get_by_text(RECORDED)).to_be_visible()
    assert "at_most: 150" in path_of(library, gift).read_text("utf-8")
    assert git(library.scenarios, "log", "-1", "--format=%an %s").startswith(
        "Merchandiser Bring back the version of "
    )
    assert git(library.scenarios, "rev-list", "--count", "HEAD", "--", f"{gift}.yaml") == "3"


def test_a_scenario_that_was_never_saved_has_no_history_yet(writer):
    page = writer.go("/scenarios?scenario=new")
    page.get_by_role("button", name="History").click()
    expect(
        page.get_by_text("The history begins when it is saved for the first time.")
    ).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name="History")).to_have_count(0)


def test_who_added_an_expectation_is_told_on_it(library, gift, writer):
    page = opened(writer, gift)
    show_answer(page)
    line = expected(page, "At least 4 different categories")
    expect(line).to_have_attribute("title", re.compile("^Added by Colleague, today, "))


@pytest.fixture
def no_history(library, gift):
    """The folder's repository is away for the length of a test."""
    repository = library.folder / "scenarios" / ".git"
    away = repository.rename(library.folder / "away")
    yield
    away.rename(repository)


def test_without_git_it_is_saved_and_the_page_says_what_is_missing(
    library, gift, no_history, writer
):
    page = opened(writer, gift)
    page.get_by_label("Story").fill("Saved all the same.")
    save(page)
    expect(page.get_by_text("but not recorded in the history")).to_contain_text("git init")
    assert load_scenario(path_of(library, gift)).story == "Saved all the same."
    page.get_by_role("button", name="History").click()
    expect(page.get_by_text("There is no history")).to_be_visible()
