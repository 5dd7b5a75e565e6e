"""A scenario written, saved into git under the writer's name, and met by somebody else's hand."""

import re

import pytest
from playwright.sync_api import Route, expect

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


def test_a_scenario_is_written_from_nothing_and_one_commit_records_it(library, writer):
    before = int(git(library.scenarios, "rev-list", "--count", "HEAD"))
    page = writer.go("/scenarios?scenario=new")
    page.get_by_label("Title").fill("The reading corner")
    page.keyboard.press("Enter")
    page.keyboard.type("Moved house and starts with the light.")
    page.get_by_role("searchbox", name="Find a product").fill("lamp")
    first = page.locator(".results .tile").first
    expect(first).to_contain_text(re.compile("lamp", re.I))
    product = first.get_attribute("data-product")
    first.click()
    expect(page.locator(f'.past [data-product="{product}"]')).to_be_visible()

    show_answer(page)
    page.get_by_role("button", name="Add what a good answer is").press("Enter")
    page.get_by_role("button", name="Must be there", exact=True).press("Enter")
    page.get_by_role("button", name="A category", exact=True).press("Enter")
    page.get_by_role("combobox", name="Category").fill("cush")
    page.get_by_role("option", name="Cushions & throws").click()
    page.get_by_role("button", name="At least: one more").click()
    page.get_by_label("Because").fill("A corner wants more than a lamp.")
    expect(page.locator("form.writing .finding")).to_have_count(5)
    page.get_by_role("button", name="Add", exact=True).click()
    expect(expected(page, "At least 2 from Cushions & throws")).to_be_visible()
    page.get_by_role("button", name="Add what a good answer is").press("Enter")
    page.get_by_role("button", name="Must never be there", exact=True).press("Enter")
    page.get_by_role("button", name="What is sold out", exact=True).press("Enter")
    page.get_by_label("Because").press("Enter")
    expect(page.locator(".good-answer .expectation .away")).to_have_count(2)
    save(page)
    page.wait_for_url("**scenario=the-reading-corner**")
    expect(page.get_by_text(RECORDED)).to_be_visible()

    saved = load_scenario(path_of(library, "the-reading-corner"))
    assert saved.title == "The reading corner"
    assert saved.story == "Moved house and starts with the light."
    assert saved.situation.product_ids == (product,)
    assert [each.as_record() for each in saved.expectations] == [
        {
            "includes_category": {
                "category": "Cushions & throws",
                "at_least": 2,
                "because": "A corner wants more than a lamp.",
            }
        },
        {"everything_available": {}},
    ]
    assert int(git(library.scenarios, "rev-list", "--count", "HEAD")) == before + 1
    assert git(library.scenarios, "log", "-1", "--format=%an <%ae> %s") == (
        "Merchandiser <merchandiser@example.com> Add “The reading corner”"
    )
    assert git(library.scenarios, "show", "--name-status", "--format=", "HEAD") == (
        "A\tthe-reading-corner.yaml"
    )


def test_one_edited_expectation_is_a_difference_of_its_line_alone(library, gift, writer):
    page = opened(writer, gift)
    show_answer(page)
    expected(page, "At least 4 different categories").click()
    page.get_by_label("How many", exact=True).fill("5")
    page.get_by_role("button", name="Done").click()
    expect(expected(page, "At least 5 different categories")).to_be_visible()
    save(page, "Wider, please")
    expect(page.get_by_text(RECORDED)).to_be_visible()

    changed = [
        line
        for line in git(library.scenarios, "show", "--format=", "--unified=0", "HEAD").splitlines()
        if re.match(r"[+-][^+-]", line)
    ]
    assert changed == [
        "-  - at_least_different: {attribute: category, count: 4}",
        "+  - at_least_different: {attribute: category, count: 5}",
    ]
    assert git(library.scenarios, "log", "-1", "--format=%an: %s") == "Merchandiser: Wider, please"
    text = path_of(library, gift).read_text("utf-8")
    assert "tags: [gift]   # from the till" in text
    assert "# Agreed in January.\nexpect:" in text


def test_there_is_nothing_to_save_until_there_is_a_title(writer):
    page = writer.go("/scenarios?scenario=new")
    button = page.get_by_role("button", name="Save", exact=True)
    expect(button).to_have_attribute("aria-disabled", "true")
    expect(button).to_have_attribute("title", "Nothing is written yet")
    page.get_by_label("Story").fill("Somebody.")
    expect(button).to_have_attribute("aria-disabled", "false")
    button.click()
    expect(page.get_by_text("Give this shopper a title.")).to_be_visible()
    expect(page.get_by_label("Title")).to_be_focused()
    page.keyboard.type("Somebody")
    page.keyboard.press("Control+s")
    expect(page.get_by_label("Say what you changed")).to_be_focused()


def test_what_is_written_while_it_is_being_saved_stays_an_edit(library, gift, writer):
    page = opened(writer, gift)
    page.get_by_label("Story").fill("First.")
    held: list[Route] = []
    page.route("**/api/scenarios", lambda route: held.append(route))
    page.keyboard.press("Control+s")
    with page.expect_request("**/api/scenarios"):
        page.get_by_label("Say what you changed").press("Enter")
    page.get_by_label("Story").fill("Second.")
    [saving] = held
    with page.expect_response("**/api/scenarios"):
        saving.continue_()
    button = page.get_by_role("button", name="Save", exact=True)
    expect(button).to_have_attribute("aria-disabled", "false")
    expect(page.get_by_label("Story")).to_have_value("Second.")
    assert load_scenario(path_of(library, gift)).story == "First."


def test_offline_says_so_and_the_same_button_saves_when_the_server_is_back(library, gift, writer):
    page = opened(writer, gift)
    page.get_by_label("Story").fill("Written in the tunnel.")
    page.keyboard.press("Control+s")
    field = page.get_by_label("Say what you changed")
    field.fill("From the train")
    page.route("**/api/scenarios", lambda route: route.abort())
    field.press("Enter")
    expect(page.get_by_text("Not saved yet, the server cannot be reached")).to_be_visible()
    page.unroute("**/api/scenarios")
    page.keyboard.press("Control+s")
    expect(page.get_by_label("Say what you changed")).to_have_value("From the train")
    page.keyboard.press("Enter")
    expect(page.get_by_text(RECORDED)).to_be_visible()
    assert load_scenario(path_of(library, gift)).story == "Written in the tunnel."
    writer.complaints.clear()


def test_a_colleagues_commit_is_told_before_one_saves(library, gift, writer):
    page = opened(writer, gift)
    change_by_hand(library, gift, "owner: home", "owner: gifts")
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(page.get_by_text("Colleague changed this scenario")).to_be_visible()
    page.get_by_role("button", name="Show the new one").click()
    page.get_by_role("tab", name="Details").click()
    expect(page.get_by_label("Owner")).to_have_value("gifts")


def test_a_commit_made_meanwhile_meets_mine_and_mine_is_kept(library, gift, writer):
    page = opened(writer, gift)
    page.get_by_label("Story").fill("Mine.")
    change_by_hand(library, gift, "at_most: 150", "at_most: 120")
    save(page)
    met = page.get_by_role("dialog", name="Colleague changed this scenario")
    expect(met.get_by_text("Expects now: Every price between €10 and €120")).to_be_visible()
    expect(met.get_by_text("Story: Mine.")).to_be_visible()
    assert "at_most: 120" in path_of(library, gift).read_text("utf-8")
    met.get_by_role("button", name="Keep mine").click()
    expect(page.get_by_text(RECORDED)).to_be_visible()
    assert "at_most: 150" in path_of(library, gift).read_text("utf-8")
    assert "at_most: 120" in git(library.scenarios, "show", f"HEAD^:./{gift}.yaml")
    assert git(library.scenarios, "log", "-2", "--format=%an").splitlines() == [
        "Merchandiser",
        "Colleague",
    ]


def test_theirs_is_taken_and_mine_is_one_undo_away(library, gift, writer):
    page = opened(writer, gift)
    page.get_by_label("Story").fill("Mine.")
    change_by_hand(library, gift, "owner: home", "owner: gifts")
    save(page)
    page.get_by_role("button", name="Take theirs").click()
    expect(page.get_by_label("Story")).not_to_have_value("Mine.")
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_label("Story")).to_have_value("Mine.")
    assert git(library.scenarios, "log", "-1", "--format=%an") == "Colleague"


def test_mine_is_saved_as_a_copy_beside_theirs(library, gift, writer):
    page = opened(writer, gift)
    page.get_by_label("Story").fill("Mine.")
    change_by_hand(library, gift, "owner: home", "owner: gifts")
    save(page)
    page.get_by_role("button", name="Save mine as a copy").click()
    page.wait_for_url(f"**scenario={gift}-copy**")
    assert load_scenario(path_of(library, f"{gift}-copy")).story == "Mine."
    assert load_scenario(path_of(library, gift)).owner == "gifts"


def test_a_scenario_deleted_meanwhile_is_saved_again(library, gift, writer):
    page = opened(writer, gift)
    page.get_by_label("Story").fill("Still here.")
    git(library.scenarios, "rm", "-q", f"{gift}.yaml")
    git(library.scenarios, "commit", "-qm", "Tidy up")
    save(page)
    expect(page.get_by_role("dialog", name="Colleague deleted this scenario")).to_be_visible()
    assert not path_of(library, gift).exists()
    page.get_by_role("button", name="Save it again").click()
    expect(page.get_by_text(RECORDED)).to_be_visible()
    assert load_scenario(path_of(library, gift)).story == "Still here."


def test_a_file_that_cannot_be_read_any_more_is_left_as_it_is(library, gift, writer):
    page = opened(writer, gift)
    page.get_by_label("Story").fill("Mine.")
    path_of(library, gift).write_text("title: [broken\n", "utf-8")
    save(page)
    met = page.get_by_role("dialog", name="it cannot be read any more")
    expect(met.get_by_text("of the file cannot be read.")).to_be_visible()
    expect(met.get_by_text(f"{gift}.yaml:1:")).to_be_visible()
    met.get_by_role("button", name="Go on writing").click()
    expect(page.get_by_label("Story")).to_have_value("Mine.")
    assert path_of(library, gift).read_text("utf-8") == "title: [broken\n"


def test_saving_in_one_tab_leaves_what_another_wrote_and_lets_both_meet(library, gift, writer):
    other = writer.context.new_page()
    other.goto(f"{writer.base}/scenarios?scenario={gift}")
    other.get_by_label("Story").fill("Written in the other tab.")
    page = opened(writer, gift)
    page.get_by_label("Title").fill("Saved here")
    save(page)
    expect(page.get_by_text(RECORDED)).to_be_visible()
    other.reload()
    expect(other.get_by_label("Story")).to_have_value("Written in the other tab.")
    save(other)
    met = other.get_by_role("dialog", name="Merchandiser changed this scenario")
    expect(met.get_by_text("Story: Written in the other tab.")).to_be_visible()
    assert load_scenario(path_of(library, gift)).title == "Saved here"


def leave_a_draft(writer, scenario):
    page = opened(writer, scenario)
    page.get_by_label("Story").fill("Not saved yet.")
    page.goto("about:blank")


def test_a_draft_of_a_deleted_scenario_opens_with_both_choices(library, gift, writer):
    leave_a_draft(writer, gift)
    git(library.scenarios, "rm", "-q", f"{gift}.yaml")
    git(library.scenarios, "commit", "-qm", "Tidy up")
    page = opened(writer, gift)
    expect(page.get_by_label("Story")).to_have_value("Not saved yet.")
    met = page.get_by_role("dialog", name="Colleague deleted this scenario")
    expect(met.get_by_role("button", name="Leave it deleted")).to_be_visible()
    met.get_by_role("button", name="Save it again").click()
    expect(page.get_by_text(RECORDED)).to_be_visible()
    assert load_scenario(path_of(library, gift)).story == "Not saved yet."


def test_a_draft_of_a_deleted_scenario_is_given_up_on_request(library, gift, writer):
    leave_a_draft(writer, gift)
    git(library.scenarios, "rm", "-q", f"{gift}.yaml")
    git(library.scenarios, "commit", "-qm", "Tidy up")
    page = opened(writer, gift)
    page.get_by_role("button", name="Leave it deleted").click()
    expect(page.get_by_role("heading", name="Scenarios")).to_be_visible()
    page.goto(f"{writer.base}/scenarios?scenario={gift}")
    expect(page.get_by_text(f"There is no scenario {gift}")).to_be_visible()


def test_a_draft_of_a_file_that_was_broken_opens_and_is_saved_as_a_copy(library, gift, writer):
    leave_a_draft(writer, gift)
    path_of(library, gift).write_text("title: [broken\n", "utf-8")
    page = opened(writer, gift)
    expect(page.get_by_label("Story")).to_have_value("Not saved yet.")
    page.get_by_role("dialog", name="it cannot be read any more").get_by_role(
        "button", name="Save mine as a copy"
    ).click()
    expect(page.get_by_text(RECORDED)).to_be_visible()
    assert path_of(library, gift).read_text("utf-8") == "title: [broken\n"
    copy = page.url.split("scenario=")[1]
    assert load_scenario(path_of(library, copy)).story == "Not saved yet."
    path_of(library, gift).unlink()
    writer.complaints.clear()


def rename(library, scenario, to):
    """By the colleague, on the command line; the new id."""
    git(library.scenarios, "mv", f"{scenario}.yaml", f"{to}.yaml")
    git(library.scenarios, "commit", "-qm", "A better name")
    return to


def test_a_draft_of_a_renamed_scenario_goes_on_under_the_new_name(library, gift, writer):
    leave_a_draft(writer, gift)
    to = rename(library, gift, "a-better-name")
    page = opened(writer, gift)
    met = page.get_by_role("dialog", name=f"Colleague renamed this scenario to {to}")
    expect(met).to_be_visible()
    met.get_by_role("button", name="Go on there").click()
    page.wait_for_url(f"**scenario={to}")
    page.reload()
    expect(page.get_by_label("Story")).to_have_value("Not saved yet.")
    save(page)
    expect(page.get_by_text(RECORDED)).to_be_visible()
    assert load_scenario(path_of(library, to)).story == "Not saved yet."
    assert not path_of(library, gift).exists()


@pytest.mark.parametrize("way", ["looking", "saving"])
def test_a_scenario_renamed_meanwhile_is_gone_on_with(library, gift, writer, way):
    page = opened(writer, gift)
    page.get_by_label("Story").fill("Mine.")
    to = rename(library, gift, f"renamed-before-{way}")
    if way == "saving":
        save(page)
        expect(page.get_by_role("dialog", name=f"renamed this scenario to {to}")).to_be_visible()
    else:
        page.evaluate("window.dispatchEvent(new Event('focus'))")
        expect(page.get_by_text(f"Colleague renamed this scenario to {to}")).to_be_visible()
    page.get_by_role("button", name="Go on there").click()
    page.wait_for_url(f"**scenario={to}")
    expect(page.get_by_label("Story")).to_have_value("Mine.")
    save(page)
    expect(page.get_by_text(RECORDED)).to_be_visible()
    assert load_scenario(path_of(library, to)).story == "Mine."
    assert not path_of(library, gift).exists()


def test_a_deletion_is_told_before_one_saves(library, gift, writer):
    page = opened(writer, gift)
    git(library.scenarios, "rm", "-q", f"{gift}.yaml")
    git(library.scenarios, "commit", "-qm", "Tidy up")
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(page.get_by_text("Colleague deleted this scenario")).to_be_visible()


def test_a_scenario_titled_new_is_opened_again(library, writer):
    page = writer.go("/scenarios?scenario=new")
    page.get_by_label("Title").fill("New")
    save(page)
    expect(page.get_by_text(RECORDED)).to_be_visible()
    page.reload()
    expect(page.get_by_label("Title")).to_have_value("New")
    page.goto(f"{writer.base}/scenarios?scenario=new")
    expect(page.get_by_label("Title")).to_have_value("")


def test_a_file_named_new_is_told_among_all_and_never_opened_by_mistake(library, writer):
    path_of(library, "new").write_text("title: By hand\n", "utf-8")
    page = writer.go("/scenarios")
    expect(page.get_by_text("No scenario can be named new")).to_be_visible()
    page.goto(f"{writer.base}/scenarios?scenario=new")
    expect(page.get_by_label("Title")).to_have_value("")
    path_of(library, "new").unlink()
