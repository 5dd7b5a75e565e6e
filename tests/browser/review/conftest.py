"""One dashboard with a release in review: a merchandiser at a desk, a brand manager who touches."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from dashboard.releases import reviewing
from dashboard.releases.database import disconnect, sessions
from dashboard.releases.person import Person
from tests.house import House, Visit


@pytest.fixture(scope="module")
def house(spring: House, spring_record: Path, browser: Browser) -> Iterator[House]:
    """One dashboard for all."""
    spring.begin_anew(spring_record)
    yield spring
    spring.leave()


@pytest.fixture(scope="module")
def verdicts(house: House) -> Callable[[str], Mapping[tuple[str, str], str]]:
    """What the record holds of one person, by scenario and letter."""

    def read(person: str) -> Mapping[tuple[str, str], str]:
        record = sessions(house.environment["VITRINE_DATABASE"])
        reviewer = Person(person, person, roles=frozenset({"reviewer"}))
        sheet = reviewing.review_sheet(record, "spring", reviewer)
        disconnect(record)
        letters = {
            (each.id, candidate): letter
            for each in sheet.scenarios
            for letter, candidate in each.columns.items()
        }
        return {
            (each.scenario, letters[each.scenario, each.candidate]): str(each.value)
            for each in sheet.verdicts
            if str(each.value) != "no verdict"
        }

    return read


@pytest.fixture(scope="module")
def visits(house: House, browser: Browser) -> Iterator[Mapping[str, Visit]]:
    """A merchandiser at a desk, and a brand manager whose screens are touched."""
    found = {
        "desk": house.browse(browser, "merchandiser"),
        "touch": house.browse(browser, "brand-manager", has_touch=True, is_mobile=True),
    }
    for each in found.values():
        expect(each.go("/review?release=spring").locator(".now canvas.here").first).to_be_visible()
    yield found
    assert [each.complaints for each in found.values()] == [[], []]


@pytest.fixture
def desk(visits: Mapping[str, Visit]) -> Page:
    return visits["desk"].page


@pytest.fixture
def phone(visits: Mapping[str, Visit]) -> Page:
    return visits["touch"].page
