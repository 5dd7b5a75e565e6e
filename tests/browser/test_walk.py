"""From the first shopper to the signature, as the people it is for walk it."""

from playwright.sync_api import expect

from tests.browser.reviewing import review_all_by_keyboard


def test_a_release_is_reviewed_by_keyboard_signed_go_and_may_be_served(house, browser):
    assert house.gate("spring") == 1

    reviewer = house.browse(browser, "merchandiser")
    page = reviewer.go("/")
    page.get_by_role("link", name="Review", exact=True).last.click()
    review_all_by_keyboard(page, house.shown("spring"))
    assert house.shown("spring")["missing"] == []
    assert house.gate("spring") == 1

    approver = house.browse(browser, "head-of-brand")
    page = approver.go("/decision?release=spring")
    page.get_by_role("button", name="Close the review").click()
    page.get_by_role("radio", name="GO", exact=True).click()
    page.get_by_role("combobox", name="GO for").click()
    page.get_by_role("option", name="Taste profile").click()
    page.keyboard.press("Escape")
    page.get_by_label("Why").fill("It suits the house.")
    page.get_by_label("To sign, type").fill(house.shown("spring")["confirm"]["GO"])
    page.get_by_role("button", name="Sign GO").click()
    expect(page.get_by_text("signed by Head of brand")).to_be_visible()

    assert house.gate("spring") == 0
    assert reviewer.complaints == approver.complaints == []


def test_a_no_go_is_never_served(house, browser):
    approver = house.browse(browser, "head-of-merchandising")
    page = approver.go("/decision?release=spring")
    page.get_by_text("Close although").click()
    page.get_by_role("button", name="Close the review").click()
    page.get_by_role("radio", name="NO-GO").click()
    page.get_by_label("Why").fill("Winter coats in June.")
    page.get_by_label("To sign, type").fill(house.shown("spring")["confirm"]["NO-GO"])
    page.get_by_role("button", name="Sign NO-GO").click()
    expect(page.get_by_text("“Winter coats in June.”")).to_be_visible()
    assert house.shown("spring")["state"] == "NO-GO"
    assert house.gate("spring") == 1
    assert approver.complaints == []


def test_a_wrong_confirmation_signs_nothing_and_says_what_to_type(house, browser):
    page = house.browse(browser, "head-of-brand").go("/decision?release=spring")
    page.get_by_text("Close although").click()
    page.get_by_role("button", name="Close the review").click()
    page.get_by_role("radio", name="NO-GO").click()
    page.get_by_label("Why").fill("Not yet.")
    page.get_by_label("To sign, type").fill("no-go spring")
    page.get_by_role("button", name="Sign NO-GO").click()
    expect(page.get_by_text("To sign, type exactly")).to_be_visible()
    expect(page.get_by_label("Why")).to_have_value("Not yet.")
    assert house.shown("spring")["state"] == "closed"
