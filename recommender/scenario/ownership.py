"""Whose shop the scenarios of a folder belong to."""

from pathlib import Path

from recommender import toml
from recommender.refusal import Refusal

FILE = "suite.toml"


class ForeignSuite(Refusal):
    """A folder of scenarios that speak of another shop's products."""


def refuse_foreign_suite(folder: Path, shop_name: str) -> None:
    """ForeignSuite where the folder's suite.toml names another shop; a suite without one is
    everybody's."""
    if not is_of_shop(folder, shop_name):
        raise ForeignSuite(
            f"The scenarios in {folder} belong to the shop {suite_owner(folder)}: they are not "
            f"shown for {shop_name}, and none can be kept there. Whoever runs Vitrine makes a "
            "place for it with `python -m recommender init DIR`."
        )


def is_of_shop(folder: Path, shop_name: str) -> bool:
    """Whether the folder's suite.toml names this shop, or none."""
    return suite_owner(folder) in (None, shop_name)


def suite_owner(folder: Path) -> str | None:
    """The shop that the folder's suite.toml names; ForeignSuite where it cannot be read."""
    path = folder / FILE
    try:
        named = toml.parse(path.read_bytes()).get("shop")
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise ForeignSuite(f"{path}: {error}. Mend the file, or delete it.") from error
    return str(named) if named else None
