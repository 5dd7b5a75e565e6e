"""What all visitors share: settings, database, shop, candidates, scenarios, pictures."""

from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path
from time import time

from sqlalchemy.orm import Session, sessionmaker

from dashboard.display import display_product
from dashboard.releases import database
from dashboard.settings import Settings
from recommender import expectations
from recommender.catalogue import Catalogue
from recommender.expectations import Known
from recommender.fitted import open_candidates
from recommender.pictures import PictureStore
from recommender.scenario import Scenario, Suite, load_scenarios
from recommender.search import Search
from recommender.shop import Shop, open_shop


def settings() -> Settings:
    """The settings as they stand now: a role taken away is gone at the next action."""
    return _settings(_stamp(Settings.path()))


@cache
def sessions() -> sessionmaker[Session]:
    return database.sessions(settings().database)


@cache
def pictures() -> PictureStore:
    return PictureStore(settings().pictures)


def shop() -> Shop:
    """The shop as it lies there now: opened again once it was imported anew."""
    folder = settings().shop
    return _shop(folder, _stamp(folder / "shop.toml"))


def candidates() -> dict:
    """Every candidate of the settings by id: fitted, or the Refusal that says why not."""
    folder = settings().shop / "candidates"
    marks = tuple(_stamp(folder / each.id / "fingerprint") for each in settings().candidates)
    return _candidates(shop(), (_stamp(Settings.path()), *marks))


def suite() -> Suite:
    """The scenario files as they lie there now."""
    folder = settings().scenarios
    files = tuple((path.name, _stamp(path)) for path in sorted(folder.glob("*.yaml")))
    return _suite(folder, shop().catalogue, files)


def scenarios() -> dict[str, Scenario]:
    """Those that can be read, by id."""
    return {each.id: each for each in suite().scenarios}


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


def _stamp(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_mtime_ns, found.st_size


@lru_cache(maxsize=1)
def _settings(_stamp: object) -> Settings:
    return Settings.load()


@lru_cache(maxsize=1)
def _shop(folder: Path, _stamp: object) -> Shop:
    return open_shop(folder)


@lru_cache(maxsize=1)
def _candidates(shop: Shop, _stamps: object) -> dict:
    return open_candidates(settings().candidates, shop)


@lru_cache(maxsize=1)
def _suite(folder: Path, catalogue: Catalogue, _stamps: object) -> Suite:
    return load_scenarios(folder, catalogue)


@lru_cache(maxsize=20_000)
def _shown(shop: Shop, product_id: str, _minute: int) -> dict:
    return display_product(shop, pictures(), shop.catalogue[product_id])


@lru_cache(maxsize=1)
def _search(shop: Shop) -> Search:
    return Search(shop.catalogue, shop.purchases.sales)
