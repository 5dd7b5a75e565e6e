"""What all visitors share: settings, database, shop, candidates, scenarios, pictures."""

from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path
from time import time

from sqlalchemy.orm import Session, sessionmaker

from dashboard.at_once import at_once
from dashboard.coverage.behind import Behind
from dashboard.coverage.kinds import kinds as drawn_kinds
from dashboard.coverage.proposals import Proposals, propose
from dashboard.display import display_product
from dashboard.releases import database
from dashboard.settings import Settings
from dashboard.suite.findings import Findings, Trial
from dashboard.suite.listing import Listing
from recommender import expectations
from recommender.candidate_folder import FILES as CANDIDATE_FILES
from recommender.catalogue import Catalogue
from recommender.coverage import (
    Behaviour,
    Coverage,
    Debate,
    Dismissal,
    coverage,
    debate,
    read_dismissed,
    survey,
)
from recommender.coverage.dismissed import FILE as DISMISSED
from recommender.expectations import Known
from recommender.fitted import open_candidates
from recommender.looks import Looks
from recommender.pictures import PictureStore
from recommender.refusal import Refusal
from recommender.scenario import Scenario, ScenarioFiles, Suite
from recommender.scenario.ownership import ForeignSuite, refuse_foreign_suite
from recommender.search import Search
from recommender.settings import read_settings
from recommender.shop import Shop, open_shop, shop_stamps
from recommender.sold import first_bought
from recommender.stamp import stamp

NO_SCENARIOS = Suite(())


def settings() -> Settings:
    """The settings as they stand now: a role taken away is gone at the next action.

    The file is read each time; what it says is only worked out again where it says another thing.
    """
    path = Settings.path()
    return _settings(path, read_settings(path))


def sessions() -> sessionmaker[Session]:
    """Of the database that the settings name now."""
    return _sessions(settings().database)


@cache
def pictures() -> PictureStore:
    return PictureStore(settings().pictures)


def shop() -> Shop:
    """The shop as it lies there now: opened again once one of its files was changed."""
    folder = settings().shop
    return _shop(folder, shop_stamps(folder))


def candidates() -> dict:
    """Every candidate of the settings by id: fitted, or the Refusal that says why not."""
    return _candidates(shop(), _candidate_stamps())


def suite() -> Suite:
    """The scenario files as they lie there now; the very same until one changes. None of another
    shop's."""
    try:
        return _files(scenario_folder(), shop().catalogue).suite()
    except ForeignSuite:
        return NO_SCENARIOS


def scenario_folder() -> Path:
    """Where scenarios are read and written; ForeignSuite where those of another shop lie there."""
    folder = settings().scenarios
    refuse_foreign_suite(folder, shop().name)
    return folder


def scenarios() -> dict[str, Scenario]:
    """Those that can be read, by id."""
    return _scenarios(suite())


def listing() -> Listing:
    """The suite as it is looked through."""
    return _listing(suite())


def trial() -> Trial:
    """What scenarios are tried on; the very same until a model, the shop or a setting changes."""
    return _trial(shop(), _candidate_stamps())


@cache
def findings() -> Findings:
    """The states of all scenarios, worked out behind the pages."""
    return Findings()


def known() -> Known:
    """The catalogue's columns and values, for expectations."""
    return expectations.known(shop().catalogue)


def shown(product_ids: Iterable[str]) -> dict[str, dict]:
    """Products as pages show them, looked at anew after a minute at the latest."""
    minute, opened = int(time() // 60), shop()
    known = dict.fromkeys(each for each in product_ids if each in opened.catalogue)
    return {each: _shown(opened, each, minute) for each in known}


def search() -> Search:
    return _search(shop())


@lru_cache(maxsize=1)
def _settings(path: Path, content: bytes) -> Settings:
    return Settings.parse(path, content)


@lru_cache(maxsize=1)
def _sessions(address: str) -> sessionmaker[Session]:
    return database.sessions(address)


@at_once
def _shop(folder: Path, _stamps: object) -> Shop:
    return open_shop(folder)


@at_once
def _candidates(shop: Shop, _stamps: object) -> dict:
    return open_candidates(settings().candidates, shop)


def _candidate_stamps() -> tuple:
    """What changes whenever a candidate is fitted, damaged or set otherwise."""
    declared = settings()
    folders = (declared.shop / "candidates" / each.id for each in declared.candidates)
    stamps = (stamp(each / name) for each in folders for name in CANDIDATE_FILES)
    return read_settings(Settings.path()), *stamps


@at_once
def _files(folder: Path, catalogue: Catalogue) -> ScenarioFiles:
    return ScenarioFiles(folder, catalogue)


@lru_cache(maxsize=1)
def _scenarios(suite: Suite) -> dict[str, Scenario]:
    return {each.id: each for each in suite.scenarios}


@at_once
def _listing(suite: Suite) -> Listing:
    return Listing(suite)


@at_once
def _trial(shop: Shop, _stamps: object) -> Trial:
    opened = candidates()
    standing = expectations.standing_expectations(settings().expect, known())
    return Trial(
        {name: each for name, each in opened.items() if not isinstance(each, Refusal)},
        shop.catalogue,
        standing,
    )


@lru_cache(maxsize=20_000)
def _shown(shop: Shop, product_id: str, _minute: int) -> dict:
    return display_product(shop, pictures(), shop.catalogue[product_id])


@at_once
def _search(shop: Shop) -> Search:
    return Search(shop.catalogue, shop.purchases.sales, first_bought(shop.purchases))


def behaviour() -> Behaviour | None:
    """What the purchases tell of the shoppers; None as long as they are being read."""
    return _survey().answer(shop())


def covered(found: Behaviour) -> Coverage:
    """Whom the suite stands for."""
    return _covered(found, suite())


def kinds(found: Coverage) -> list[dict]:
    """The kinds of shoppers, and who of the suite stands for them."""
    return _kinds(found, suite())


def dismissed() -> tuple[Dismissal, ...]:
    """The suggestions put aside for good; a Refusal where their file is broken."""
    folder = settings().scenarios
    return _dismissed(folder, stamp(folder / DISMISSED))


def proposals(found: Behaviour, aside: tuple[Dismissal, ...]) -> Proposals | None:
    """The next best scenarios but those put aside; None as long as they are being worked out."""
    debated = _debate().answer(found, candidates())
    return None if debated is None else _proposals().answer(found, suite(), debated, aside)


@cache
def _survey() -> Behind[Behaviour]:
    return Behind("survey", survey)


@cache
def _debate() -> Behind[Debate]:
    return Behind("debate", debate)


@cache
def _proposals() -> Behind[Proposals]:
    return Behind("proposals", propose)


@lru_cache(maxsize=1)
def _covered(found: Behaviour, suite: Suite) -> Coverage:
    return coverage(found, suite.scenarios)


def looks() -> Looks:
    """How the shop's products look, as far as their pictures were looked at."""
    return _looks(shop())


@lru_cache(maxsize=1)
def _looks(shop: Shop) -> Looks:
    return Looks(shop, pictures())


@lru_cache(maxsize=1)
def _kinds(found: Coverage, suite: Suite) -> list[dict]:
    return drawn_kinds(found, suite.scenarios)


@lru_cache(maxsize=1)
def _dismissed(folder: Path, _stamp: object) -> tuple[Dismissal, ...]:
    return read_dismissed(folder)
