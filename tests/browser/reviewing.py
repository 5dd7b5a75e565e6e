"""How a reviewer goes through a release by keyboard."""

from playwright.sync_api import Page, Route, expect

KEYS = {"show": "1", "show with reservations": "2", "do not show": "3"}
SLATES = """() => {
  const trees = [...document.querySelectorAll("*")].map((each) => each.shadowRoot).filter(Boolean);
  const columns = trees.flatMap((each) => [...each.querySelectorAll(".now .column")]);
  return Object.fromEntries(columns.map((column) => [
    column.dataset.candidate,
    [...column.querySelectorAll(".tile")].map((tile) => tile.dataset.product),
  ]));
}"""
"""The products on screen, by column."""
NOTHING_WAITS = "() => Object.keys(localStorage).every((key) => !key.startsWith('vitrine:'))"


def review_all_by_keyboard(page: Page, release: dict, value: str = "show") -> None:
    """A verdict a column, shopper after shopper, until the page says that all is said."""
    count, columns = len(release["scenarios"]), len(release["candidates"])
    for number in range(1, count + 1):
        stand_at(page, number)
        expect(page.locator(".now .column")).to_have_count(columns)
        for _ in release["candidates"]:
            page.keyboard.press(KEYS[value])
        expect(page.locator(".choice[aria-pressed=true]")).to_have_count(columns)
        page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="All seen, all said.")).to_be_visible()
    wait_until_saved(page)


def stand_at(page: Page, number: int) -> None:
    """The shopper of this number is on screen."""
    expect(page.locator(".dot").nth(number - 1)).to_have_attribute("aria-current", "step")


def scenario_on_screen(page: Page) -> str | None:
    return page.locator(".now").get_attribute("data-scenario")


def wait_until_saved(page: Page) -> None:
    """The browser keeps what the server has not acknowledged yet."""
    page.wait_for_function(NOTHING_WAITS)


def lose_replies(page: Page, address: str) -> None:
    """The first answer given reaches the server; its reply is lost, and all that is sent since."""

    def lose(route: Route) -> None:
        route.fetch()
        route.abort()

    lose_requests(page, address)
    page.route(address, lose, times=1)


def lose_requests(page: Page, address: str = "**/api/**") -> None:
    page.route(address, lambda route: route.abort())
