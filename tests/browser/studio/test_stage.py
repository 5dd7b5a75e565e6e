"""Every model's answer, at once and again at each change: what came, moved and left is marked."""

from playwright.sync_api import expect

from tests.browser.studio.conftest import wait_for_slates


def slates(page):
    return page.locator(".column").evaluate_all(
        "all => Object.fromEntries(all.map(each => [each.dataset.candidate,"
        " [...each.querySelectorAll('.tile')].map(tile => tile.dataset.product)]))"
    )


def marked_new(page):
    return page.locator(".column").evaluate_all(
        "all => Object.fromEntries(all.map(each => [each.dataset.candidate,"
        " [...each.querySelectorAll('.tile:has(.change.fresh)')].map(t => t.dataset.product)]))"
    )


def test_what_is_new_since_the_last_change_is_marked_and_what_left_is_named(page):
    before = slates(page)
    page.locator(".owned").nth(0).hover()
    page.get_by_label("Remove: Scented candle in sage glass").click()
    wait_for_slates(page)
    after = slates(page)
    for candidate, new in marked_new(page).items():
        came = [each for each in after[candidate] if each not in before[candidate]]
        gone = [each for each in before[candidate] if each not in after[candidate]]
        column = page.locator(f'.column[data-candidate="{candidate}"]')
        said = column.locator(".departed").inner_text()
        if len(came) >= 9:
            assert (new, said) == (
                [],
                "Everything is different" if len(came) == 12 else f"{len(came)} of 12 changed",
            )
        else:
            assert new == came
            assert said.startswith("No longer shown: ") if gone else said == ""
            assert said.endswith(f" and {len(gone) - 1} more") or len(gone) < 2
    expect(
        page.locator(".column .tile[aria-label*='Came in with your last change']")
    ).not_to_have_count(0)


def test_a_product_that_passed_others_says_where_it_stood(page):
    before = slates(page)
    page.locator(".results .tile").first.click()
    wait_for_slates(page)
    after = slates(page)
    moved = page.locator(".change.up, .change.down")
    for at in range(moved.count()):
        tile = moved.nth(at).locator("xpath=ancestor::button")
        candidate = tile.locator("xpath=ancestor::section[@data-candidate]").get_attribute(
            "data-candidate"
        )
        product = tile.get_attribute("data-product")
        was = before[candidate].index(product) + 1
        ending = {1: "st", 2: "nd", 3: "rd"}.get(was, "th")
        assert moved.nth(at).inner_text().strip() == f"was {was}{ending}"
        assert after[candidate].index(product) + 1 != was


def test_typing_more_changes_the_words_but_asks_no_model(page):
    asked = []
    page.on("request", lambda each: "/api/slates" in each.url and asked.append(each.url))
    page.get_by_label("Story").fill("She came back.")
    page.get_by_label("Title").fill("Candles once more")
    page.wait_for_timeout(300)
    assert asked == []
    page.get_by_role("tab", name="Details").click()
    page.get_by_label("How many products they see").fill("6")
    expect(page.locator(".column").first.locator(".tile")).to_have_count(6)
    assert len(asked) == 1


def test_the_focus_stays_on_the_same_recommendation(page):
    stays = slates(page)["best-sellers"][5]
    page.locator(".results .tile").first.click()
    wait_for_slates(page)
    same = page.locator(f'.column[data-candidate="best-sellers"] .tile[data-product="{stays}"]')
    same.focus()
    with page.expect_response("**/api/slates"):
        page.keyboard.press("Control+z")
    expect(page.locator(".owned")).to_have_count(4)
    expect(same).to_be_focused()


def test_a_right_click_or_a_key_says_what_must_never_be_shown(page):
    tile = page.locator('.column[data-candidate="best-sellers"] .tile').first
    tile.focus()
    page.keyboard.press("m")
    expect(page.get_by_role("menu")).to_be_visible()
    page.keyboard.press("Escape")
    expect(tile).to_be_focused()
    tile.click(button="right")
    page.get_by_role("menuitem", name="Never show this").click()
    expect(page.locator(".expectation, form.writing").first).to_be_visible()


def test_an_answer_that_fails_is_told_asked_again_and_the_draft_stays(page, candles):
    candles.context.set_offline(True)
    page.locator(".results .tile").first.click()
    expect(page.get_by_text("What you wrote is kept in this browser.")).to_be_visible()
    expect(page.locator(".column .tile").first).to_be_visible()
    candles.context.set_offline(False)
    expect(page.get_by_text("What you wrote is kept in this browser.")).to_be_hidden()
    expect(page.locator(".owned")).to_have_count(5)
    candles.complaints[:] = [each for each in candles.complaints if "ERR_INTERNET" not in each]


def test_a_model_that_cannot_be_asked_says_why_in_its_column(studio_house, open_studio):
    settings = studio_house.folder / "vitrine.toml"
    text = settings.read_text("utf-8")
    settings.write_text(text.replace("factors = 64", "factors = 63"), "utf-8")
    try:
        page = open_studio("scenario=candles-again")
        refused = page.locator('.column[data-candidate="als"]')
        expect(refused.locator(".tile")).to_have_count(0)
        expect(refused.locator(".empty")).to_contain_text("als")
        expect(page.locator('.column[data-candidate="bm25"] .tile')).to_have_count(12)
    finally:
        settings.write_text(text, "utf-8")
