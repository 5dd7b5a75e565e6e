"""A release's pictures are lost on one server: made again from what was frozen, or told."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pandas as pd
import pytest
from playwright.sync_api import Browser, expect

from tests.house import House

SCENARIO = "tea-for-two"


@pytest.fixture(scope="module")
def house(
    tmp_path_factory: pytest.TempPathFactory, demo_shop: Path, empty_sqlite: Path
) -> Iterator[House]:
    """A release of two models in review, with a shop and pictures of its own."""
    folder = tmp_path_factory.mktemp("lost")
    shutil.copytree(demo_shop, folder / "shop", copy_function=os.link)
    shutil.copy(empty_sqlite, folder / "vitrine.db")
    made = House(folder / "house", folder / "shop", f"sqlite:///{folder}/vitrine.db")
    made.open_release("spring", "als", "best-sellers", scenarios=(SCENARIO,))
    made.start()
    yield made
    made.stop()


@pytest.fixture
def reviewer(house: House) -> Iterator[httpx.Client]:
    with house.enter("merchandiser") as client:
        yield client


def page(client: httpx.Client) -> dict:
    return client.get(f"/api/releases/spring/revisions/1/scenarios/{SCENARIO}").json()


def shown(client: httpx.Client, column: str) -> dict[str, str]:
    """Of a column, the picture of each product that has one."""
    found = page(client)
    ids = [each["product_id"] for each in found["evidence"][column]["slate"]]
    pictures = {each: found["products"][each]["picture"] for each in ids}
    return {each: picture for each, picture in pictures.items() if picture}


def packed(client: httpx.Client, digests: list[str]) -> tuple[list[int], str]:
    """The length of each picture, and how long the answer may be kept."""
    answer = client.get(f"/pictures/pack/{','.join(digests)}")
    lengths, at = [], 0
    while at < len(answer.content):
        lengths.append(int.from_bytes(answer.content[at : at + 4], "big"))
        at += 4 + lengths[-1]
    return lengths, answer.headers["Cache-Control"]


def verdict(client: httpx.Client, column: str, version: int = 0) -> httpx.Response:
    form = {
        "person": "merchandiser",
        "revision": 1,
        "scenario": SCENARIO,
        "column": column,
        "value": "show",
        "expected_version": version,
    }
    return client.post("/api/releases/spring/verdicts", json=form)


def lose(house: House) -> None:
    shutil.rmtree(house.environment["VITRINE_PICTURES"])


def original(house: House, product: str) -> Path:
    """The file of a product's frozen picture."""
    catalogue = pd.read_parquet(house.shop / "catalogue.parquet").set_index("product_id")
    return house.shop / "images" / catalogue.loc[product, "picture"]


@pytest.fixture
def changed(house: House, reviewer: httpx.Client) -> Iterator[tuple[str, Callable[[], None]]]:
    """The frozen picture of a product of column A alone whose original is another since; and how
    to put it back."""
    first, others = shown(reviewer, "A"), shown(reviewer, "B")
    product, another = [each for each in first if each not in others][:2]
    file, other = original(house, product), original(house, another)
    before, now = file.read_bytes(), other.read_bytes()

    def put(content: bytes) -> None:
        file.unlink()
        file.write_bytes(content)

    put(now)
    lose(house)
    yield first[product], lambda: put(before)
    put(before)


def test_what_is_lost_is_made_again_from_the_originals_on_demand(
    house: House, reviewer: httpx.Client
) -> None:
    lose(house)
    lengths, kept = packed(reviewer, list(shown(reviewer, "A").values()))
    assert all(lengths)
    assert "immutable" in kept
    digest = next(iter(shown(reviewer, "B").values()))
    lose(house)
    assert reviewer.get(f"/pictures/large/{digest}.webp").status_code == 200


def test_half_of_a_picture_is_a_lost_one(house: House, reviewer: httpx.Client) -> None:
    digest = next(iter(shown(reviewer, "A").values()))
    assert reviewer.get(f"/pictures/large/{digest}.webp").status_code == 200
    (half,) = Path(house.environment["VITRINE_PICTURES"]).rglob(f"{digest}.large.webp")
    half.unlink()
    assert reviewer.get(f"/pictures/large/{digest}.webp").status_code == 200
    assert half.exists()


def test_of_a_changed_original_nothing_stands_in_and_nothing_is_kept(
    house: House, reviewer: httpx.Client, changed: tuple[str, Callable[[], None]]
) -> None:
    digest, _ = changed
    house.stop()
    house.start()
    asked = list(shown(reviewer, "A").values())
    lengths, kept = packed(reviewer, asked)
    assert [each for each, length in zip(asked, lengths, strict=True) if not length] == [digest]
    assert kept == "no-store"
    missing = reviewer.get(f"/pictures/tile/{digest}.webp")
    assert (missing.status_code, missing.headers["Cache-Control"]) == (404, "no-store")
    assert page(reviewer)["unseen"] == [digest]


def test_the_review_says_what_it_cannot_show_and_asks_again(
    house: House, changed: tuple[str, Callable[[], None]], browser: Browser
) -> None:
    digest, put_back = changed
    visit = house.browse(browser, "merchandiser")
    page = visit.go(f"/review?release=spring&scenario={SCENARIO}")
    notices = page.locator(".notices")
    expect(notices).to_contain_text("missing here, in column A: no verdict is taken")
    column = page.locator(".column[data-candidate=A]")
    drawn = f'canvas[data-digest="{digest}"]'
    canvas = column.locator(drawn)
    box = column.locator(".box.missing", has=page.locator(drawn))
    expect(box).to_contain_text("picture missing here")
    page.keyboard.press("1")
    expect(notices).to_contain_text("Column A cannot be answered here")
    put_back()
    expect(canvas).to_have_class("here")
    expect(box).to_have_count(0)
    visit.context.close()


def test_no_verdict_is_taken_on_what_cannot_be_shown(
    reviewer: httpx.Client, changed: tuple[str, Callable[[], None]]
) -> None:
    refused = verdict(reviewer, "A")
    assert refused.status_code == 409
    assert (
        "Column A cannot be answered here: 1 of its pictures is missing" in refused.json()["error"]
    )
    assert verdict(reviewer, "B").status_code == 200


def test_with_the_original_back_all_is_shown_kept_and_answered(
    reviewer: httpx.Client,
) -> None:
    lengths, kept = packed(reviewer, list(shown(reviewer, "A").values()))
    assert all(lengths)
    assert "immutable" in kept
    assert page(reviewer)["unseen"] == []
    assert verdict(reviewer, "A").status_code == 200


def test_readiness_tells_of_lost_pictures_until_they_are_back(
    house: House, reviewer: httpx.Client, changed: tuple[str, Callable[[], None]]
) -> None:
    def ready() -> httpx.Response:
        return httpx.get(f"{house.base}/readyz")

    assert ready().json()["pictures"] is False
    packed(reviewer, list(shown(reviewer, "A").values()))
    assert ready().status_code == 503
