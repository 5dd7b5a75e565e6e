"""How a reviewer goes through a release by keyboard."""

from playwright.sync_api import Page, expect

KEYS = {"show": "1", "show with reservations": "2", "do not show": "3"}


def review_all_by_keyboard(page: Page, release: dict, value: str = "show") -> None:
    """A verdict a column, shopper after shopper, until the page says that all is said."""
    count = len(release["scenarios"])
    for number in range(1, count + 1):
        expect(page.get_by_text(f"Shopper {number} of {count}")).to_be_visible()
        expect(page.locator(".column")).to_have_count(len(release["candidates"]))
        for _ in release["candidates"]:
            page.keyboard.press(KEYS[value])
        expect(page.locator(".choice[aria-pressed=true]")).to_have_count(len(release["candidates"]))
        page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="All seen, all said.")).to_be_visible()
    expect(page.locator(".banner")).to_have_text("")
    page.wait_for_function("() => Object.keys(localStorage).every(key => !key.startsWith('vitrine:'))")
