"""With fitted models: the next release asks only what is new, and tells where the rest was said."""

import re
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from PIL import Image
from sqlalchemy import select

from dashboard.releases.answering import give_verdict, prefer
from dashboard.releases.choices import Answer
from dashboard.releases.database import Sessions, disconnect, reading, sessions
from dashboard.releases.frozen import Evidence
from dashboard.releases.model import Release, Revision
from dashboard.releases.person import Person
from dashboard.releases.reviewing import review_sheet
from dashboard.releases.sheets import ReviewSheet
from recommender.fitted import fit_candidate
from recommender.kinds import make_candidate
from recommender.settings import Settings
from recommender.shop import open_shop
from tests.house import House

CANDIDATES = ("best-sellers", "als", "bm25")
SCENARIOS = ("tea-for-two", "the-new-camper", "the-stranger")
SLATES = len(CANDIDATES) * len(SCENARIOS)
MERCHANDISER = Person("merchandiser", "Merchandiser", roles=frozenset({"reviewer"}))
BRAND_MANAGER = Person("brand-manager", "Brand manager", roles=frozenset({"reviewer"}))

Slates = dict[tuple[str, str], str]


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory, demo_shop: Path, empty_sqlite: Path) -> House:
    """With a shop and models of its own, for both of them change."""
    folder = tmp_path_factory.mktemp("twice")
    shutil.copytree(demo_shop, folder / "shop" / "demo")
    made = House(folder / "house", folder / "shop" / "demo", f"sqlite:///{folder}/vitrine.db")
    made.environment["VITRINE_PICTURES"] = str(demo_shop.parent / "pictures")
    shutil.copy(empty_sqlite, folder / "vitrine.db")
    return made


@pytest.fixture(scope="module")
def record(house: House) -> Iterator[Sessions]:
    made = sessions(house.environment["VITRINE_DATABASE"])
    yield made
    disconnect(made)


@pytest.fixture(scope="module")
def spring(house: House, record: Sessions) -> Slates:
    """Every slate of it has a verdict of two people, every scenario their preference."""
    house.open_release("spring", *CANDIDATES, scenarios=SCENARIOS)
    for person in (MERCHANDISER, BRAND_MANAGER):
        answer_what_is_asked(record, "spring", person)
        for scenario in SCENARIOS:
            prefer(record, person, "spring", 1, scenario, ["als"])
    return contents(record, "spring")


@pytest.fixture(scope="module")
def refitted(house: House, record: Sessions, spring: Slates) -> Slates:
    """The taste profile learnt with other parameters; nothing else is another."""
    settings = house.folder / "vitrine.toml"
    settings.write_text(settings.read_text().replace("factors = 64", "factors = 16"))
    refit(house, "als")
    house.open_release("summer", *CANDIDATES, scenarios=SCENARIOS)
    return contents(record, "summer")


@pytest.fixture(scope="module")
def retold(house: House, record: Sessions, refitted: Slates) -> ReviewSheet:
    """All answered, then a title, a story and a price are others."""
    answer_what_is_asked(record, "summer", MERCHANDISER)
    camper = house.scenarios / "the-new-camper.yaml"
    told = re.sub(r"(?m)^title: .*$", "title: Somebody with a tent", camper.read_text())
    camper.write_text(told.replace("nothing else", "nothing but that"))
    catalogue = house.shop / "catalogue.parquet"
    products = pd.read_parquet(catalogue)
    products["price"] = products["price"] + 1
    products.to_parquet(catalogue)
    house.open_release("autumn", *CANDIDATES, scenarios=SCENARIOS)
    return review_sheet(record, "autumn", MERCHANDISER)


@pytest.fixture(scope="module")
def reshaped(house: House, record: Sessions, retold: ReviewSheet) -> tuple[str, ReviewSheet]:
    """A shopper bought two of it, a product has another picture, a role is taken away."""
    tea = house.scenarios / "tea-for-two.yaml"
    tea.write_text(tea.read_text().replace("on: 2026-02-28", "on: 2026-02-28, quantity: 2"))
    product = shown(record, "the-stranger", "best-sellers")[0]
    catalogue = pd.read_parquet(house.shop / "catalogue.parquet").set_index("product_id")
    picture = house.shop / "images" / catalogue.loc[product, "picture"]
    with Image.open(picture) as image:
        image.convert("RGB").transpose(Image.Transpose.FLIP_LEFT_RIGHT).save(picture)
    settings = house.folder / "vitrine.toml"
    text, brand = settings.read_text(), 'brand-manager@example.com"\nroles = ["reviewer"]'
    settings.write_text(text.replace(brand, brand.replace("reviewer", "proposer")))
    house.open_release("winter", *CANDIDATES, scenarios=SCENARIOS)
    return product, review_sheet(record, "winter", MERCHANDISER)


def refit(house: House, candidate: str) -> None:
    shop = open_shop(house.shop)
    for each in Settings.read(house.folder / "vitrine.toml").candidates:
        if each.id == candidate:
            fit_candidate(make_candidate(each), shop)


def answer_what_is_asked(record: Sessions, name: str, person: Person) -> None:
    sheet = review_sheet(record, name, person)
    said = {(each.scenario, each.candidate) for each in sheet.verdicts}
    for scenario, candidate in sorted(contents(record, name).keys() - said):
        give_verdict(record, person, name, 1, scenario, candidate, Answer.SHOW)


def contents(record: Sessions, name: str) -> Slates:
    """What each slate of a release shows, by its digest."""
    with reading(record) as session:
        rows = session.execute(
            select(Evidence.scenario_id, Evidence.candidate_id, Evidence.content)
            .join(Revision, Revision.id == Evidence.revision_id)
            .join(Release, Release.id == Revision.release_id)
            .where(Release.name == name)
        )
        return {(scenario, candidate): content for scenario, candidate, content in rows}


def shown(record: Sessions, scenario: str, candidate: str) -> list[str]:
    with reading(record) as session:
        slate = session.scalars(
            select(Evidence.record)
            .where(Evidence.scenario_id == scenario, Evidence.candidate_id == candidate)
            .order_by(Evidence.revision_id.desc())
        ).first()["slate"]
    return [each["product_id"] for each in slate]


def said(sheet: ReviewSheet) -> set[tuple[str, str]]:
    return {(each.scenario, each.candidate) for each in sheet.verdicts}


@pytest.mark.parametrize("person", [MERCHANDISER, BRAND_MANAGER], ids=lambda each: each.id)
def test_after_a_refit_only_the_slates_that_changed_are_asked(record, spring, refitted, person):
    sheet = review_sheet(record, "summer", person)
    changed = {each for each, content in refitted.items() if content not in spring.values()}
    assert changed
    assert {candidate for _, candidate in changed} == {"als"}
    assert said(sheet) == refitted.keys() - changed
    asked = {each.scenario for each in sheet.queue if each.asked}
    assert asked == {scenario for scenario, _ in changed}


def test_each_carried_answer_names_the_release_and_the_day(record, refitted):
    sheet = review_sheet(record, "summer", MERCHANDISER)
    with reading(record) as session:
        opened = session.scalars(select(Release.opened_at).where(Release.name == "spring")).one()
    days = {opened.date(), date.today()}
    assert len(sheet.verdicts) > 0
    assert all(each.carried and each.origin.title == "Spring" for each in sheet.verdicts)
    assert {each.origin.on for each in sheet.verdicts} <= days


def test_a_preference_is_kept_only_where_no_column_changed(record, spring, refitted):
    sheet = review_sheet(record, "summer", MERCHANDISER)
    unchanged = {
        scenario
        for scenario in SCENARIOS
        if all(refitted[scenario, each] == spring[scenario, each] for each in CANDIDATES)
    }
    assert {each.scenario for each in sheet.preferences} == unchanged


def test_another_title_story_and_price_ask_nothing(record, retold):
    assert len(retold.verdicts) == SLATES
    assert not any(each.asked for each in retold.queue)
    told = {each.id: each.title for each in retold.scenarios}
    assert told["the-new-camper"] == "Somebody with a tent"
    assert {each.origin.title for each in retold.verdicts} == {"Spring", "Summer"}


def test_another_quantity_asks_the_shopper_and_another_picture_the_slates_that_show_it(
    record, reshaped
):
    product, sheet = reshaped
    again = {("tea-for-two", each) for each in CANDIDATES}
    again |= {
        (scenario, candidate)
        for scenario in SCENARIOS
        for candidate in CANDIDATES
        if product in shown(record, scenario, candidate)
    }
    assert ("the-stranger", "best-sellers") in again
    assert said(sheet) == contents(record, "winter").keys() - again
    assert len(said(sheet)) > 0


def test_what_somebody_said_who_reviews_no_longer_is_not_carried(record, reshaped):
    assert review_sheet(record, "winter", BRAND_MANAGER).verdicts == ()
    assert len(review_sheet(record, "autumn", BRAND_MANAGER).verdicts) > 0
