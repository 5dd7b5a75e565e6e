"""What a good shop would lose if what was read took its place."""

from collections.abc import Mapping
from pathlib import Path

from recommender.delivery import Delivery
from recommender.sources.strangers import FEWEST
from recommender.tally import Tally

ANOTHER = "or, if that is meant, name another folder with --shop"


def loss(delivery: Delivery, source: Path, shop: Path, said: Mapping[str, object]) -> str:
    """Why the shop in this folder should stay, in one sentence; else empty.

    `said` is what its shop.toml says: a shop that kept as little before may be replaced by the
    like, for its source is so.
    """
    emptiness = delivery.emptiness(source)
    if emptiness:
        return emptiness
    for name in ("products", "purchases"):
        tally = delivery.tallies[name]
        if _is_little(tally) and not _was_little(said, name):
            return _rows_lost(delivery, name, source)
    return _pictures_lost(delivery.pictures_tally, source, shop, said)


def _is_little(tally: Tally) -> bool:
    return tally.kept < FEWEST * tally.read


def _was_little(said: Mapping[str, object], name: str) -> bool:
    kept, read = said.get(name), said.get(f"{name}_read")
    return isinstance(kept, int) and isinstance(read, int) and kept < FEWEST * read


def _rows_lost(delivery: Delivery, name: str, source: Path) -> str:
    tally = delivery.tallies[name]
    counts = f"{tally.kept:,} of {tally.read:,} {name} would be kept ({tally.reasons})"
    why = f"{delivery.strangers} Only" if name == "purchases" and delivery.strangers else ""
    return f"{why or f'{source}: only'} {counts}; mend its tables and import it again, {ANOTHER}."


def _pictures_lost(tally: Tally, source: Path, shop: Path, said: Mapping[str, object]) -> str:
    """Pictures of no product were never to be shown, so they do not count."""
    wanted = tally.read - tally.dropped.get("of no product", 0)
    if tally.kept and (tally.kept >= FEWEST * wanted or _was_little(said, "pictures")):
        return ""
    images = shop / "images"
    had = sorted(each for each in images.rglob("*") if each.is_file())
    if len(had) <= tally.kept:
        return ""
    found = "it names no pictures"
    if tally.read:
        found = f"{tally.kept:,} of its {tally.read:,} pictures can be shown ({tally.reasons})"
        found += f", not so {tally.example()!r}"
    return (
        f"{source}: {found}; the shop has {len(had):,}, such as "
        f"{had[0].relative_to(images).as_posix()!r}; put the pictures into {source / 'images'} and "
        f"import it again, {ANOTHER}."
    )
