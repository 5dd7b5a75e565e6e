"""The way out, as a person takes it."""

from playwright.sync_api import Page, expect


def sign_out(page: Page, name: str) -> None:
    """`name`: as the frame calls the person."""
    page.get_by_role("button", name=name).click()
    page.get_by_role("button", name="Sign out").last.click()
    expect(page.get_by_role("heading", name="Who is here?")).to_be_visible()
