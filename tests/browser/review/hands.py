"""Where a review stands on screen, and which column everything speaks of."""

from playwright.sync_api import Page, expect

WIDTHS = {360: 740, 390: 844, 768: 1024, 1024: 768, 1440: 900, 2560: 1440}
"""The widths that are looked at, each with its height."""
MEANT = """() => {
  const tree = document.querySelector("[data-testid=stMain]").querySelectorAll("*");
  const root = [...tree].map((each) => each.shadowRoot).find((each) => each?.querySelector(".now"));
  const letterOf = (each) => each?.closest("[data-candidate]")?.dataset.candidate ?? null;
  const shown = (each) => each.getClientRects().length > 0;
  const columns = [...root.querySelectorAll(".now .column")];
  const frame = root.querySelector(".now .columns").getBoundingClientRect();
  const seen = (each) => {
    const box = each.getBoundingClientRect();
    return Math.min(box.right, frame.right) - Math.max(box.left, frame.left) > 0.7 * box.width;
  };
  return {
    named: [...root.querySelectorAll(".cell.active")].map(letterOf),
    chosen: [...root.querySelectorAll("[role=tab][aria-selected=true]")]
      .filter(shown).map(letterOf),
    framed: columns.filter((each) => each.matches(".active")).map(letterOf),
    seen: columns.filter(seen).map(letterOf),
    focused: letterOf(root.activeElement),
  };
}"""
RESTS = """() => {
  const tree = document.querySelector("[data-testid=stMain]").querySelectorAll("*");
  const root = [...tree].map((each) => each.shadowRoot).find((each) => each?.querySelector(".now"));
  const columns = root.querySelector(".now .columns");
  const waits = root.querySelector(".cell [aria-disabled=true]");
  const rests = columns.scrollLeft === root.before && !waits;
  root.before = columns.scrollLeft;
  return rests;
}"""


def open_at(page: Page, scenario: str, width: int, height: int | None = None) -> None:
    page.set_viewport_size({"width": width, "height": height or WIDTHS[width]})
    page.locator(".places").evaluate(
        """(places, id) => {
          places.value = id;
          places.dispatchEvent(new Event("change"));
        }""",
        scenario,
    )
    expect(
        page.locator(f'.now[data-scenario="{scenario}"] .column canvas.here').first
    ).to_be_visible()
    rest(page)


def rest(page: Page) -> None:
    """Nothing slides any more."""
    page.wait_for_function(RESTS, polling=40)


def the_one(page: Page) -> str:
    """The letter of the column that everything speaks of."""
    meant = page.evaluate(MEANT)
    [letter] = meant["named"]
    assert meant["framed"] == [letter], meant
    assert letter in meant["seen"], meant
    assert set(meant["chosen"]) <= {letter}, meant
    assert meant["focused"] in (None, letter), meant
    return letter
