"""A shop folder: open it, write it, what is in it."""

import hashlib
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from tqdm import tqdm

from recommender import toml
from recommender.catalogue import Catalogue
from recommender.purchases import Purchases
from recommender.refusal import Refusal
from recommender.replacement import replaced, restore
from recommender.shop_tables import TABLES, read_catalogue, read_purchases, table_path
from recommender.sources.fault import SourceUnreadable
from recommender.sources.picture_names import trouble_with
from recommender.stamp import Stamp, stamp
from recommender.wording import Wording, WrongWords

ONE_GROUP = 1 << 30
"""Purchases are written with one dictionary of all ids: merging many took most of opening."""


CANDIDATES = "candidates"


class ShopUnreadable(Refusal):
    """A shop folder that cannot be opened; the sentence names the file and the remedy."""


class ShopNotWritten(Refusal):
    """A shop folder that could not be written; what stood there before still does."""


@dataclass(frozen=True, eq=False)
class Shop:
    """One retailer's catalogue, purchases and pictures; both tables are read when asked for."""

    folder: Path
    facts: Mapping[str, object]

    @property
    def name(self) -> str:
        return str(self.facts.get("name") or self.folder.name)

    @property
    def currency(self) -> str:
        """Of its prices, by its ISO code; "" where nobody said which."""
        return str(self.facts.get("currency") or "")

    @property
    def locale(self) -> str:
        return str(self.facts.get("locale") or "en_GB")

    @property
    def wording(self) -> Wording:
        """How prices and attributes are said; `[words]` of shop.toml adds to the usual phrases."""
        words = self.facts.get("words") or {}
        try:
            if not isinstance(words, Mapping):
                raise WrongWords("words: write a table, [words].")
            return Wording(self.currency, self.locale, words)
        except WrongWords as error:
            raise ShopUnreadable(f"{self.folder / 'shop.toml'}: {error}") from error

    @property
    def images(self) -> Path:
        return self.folder / "images"

    @cached_property
    def catalogue(self) -> Catalogue:
        try:
            return read_catalogue(self.folder, self.wording)
        except SourceUnreadable as error:
            raise ShopUnreadable(str(error)) from error

    @cached_property
    def purchases_digest(self) -> str:
        """SHA-256 of the purchases' file: which data a candidate has learnt from."""
        try:
            with table_path(self.folder, "purchases").open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest()
        except SourceUnreadable as error:
            raise ShopUnreadable(str(error)) from error

    @cached_property
    def purchases(self) -> Purchases:
        try:
            return read_purchases(self.folder, self.catalogue)
        except SourceUnreadable as error:
            raise ShopUnreadable(str(error)) from error


def is_shop(folder: Path) -> bool:
    """Whether a shop stands there, also one that a killed process left half swapped."""
    restore(Path(folder))
    return (Path(folder) / "shop.toml").is_file()


def open_shop(folder: Path) -> Shop:
    """ShopUnreadable where the folder is no shop."""
    folder = Path(folder)
    restore(folder)
    path = folder / "shop.toml"
    if not path.is_file():
        raise ShopUnreadable(
            f"{folder} is no shop folder: {path.name} is missing. "
            "Make one with `python -m recommender import` or `python -m recommender demo`."
        )
    try:
        return Shop(folder, toml.parse(path.read_bytes()))
    except (ValueError, OSError) as error:
        raise ShopUnreadable(f"{path}: {error}. Mend the file or import the shop again.") from error


def shop_stamps(folder: Path) -> tuple[bytes | Stamp | None, ...]:
    """What is another thing whenever the shop is: all that shop.toml says, each table's stamp."""
    try:
        said = (folder / "shop.toml").read_bytes()
    except OSError:
        said = None
    return said, *(stamp(folder / name) for name in TABLES)


def write_shop(
    folder: Path,
    *,
    facts: Mapping[str, object],
    catalogue: pd.DataFrame,
    purchases: pd.DataFrame | pa.Table,
    pictures: Mapping[str, Path | bytes],
) -> Shop:
    """Write a whole shop beside `folder`, then swap it in; the old one stays until then.

    `facts` are the scalars of shop.toml; `pictures` maps a path below images/ to its bytes or
    file. The `[words]` of the shop that stood there are kept.
    Candidates fitted on the old shop go with it: they know other purchases.
    ShopNotWritten where there is no room, no permission, or another thing than a shop.
    """
    folder = Path(folder).absolute()
    _refuse_foreign(folder)
    words = {"words": said_of(folder).get("words")}
    try:
        with replaced(folder, keeping=CANDIDATES) as fresh:
            _write_tables(fresh, catalogue, purchases)
            _write_pictures(fresh / "images", pictures)
            (fresh / "shop.toml").write_text(toml.text({**words, **facts}), "utf-8")
    except OSError as error:
        raise ShopNotWritten(
            f"{folder} could not be written: {error.strerror or error}; "
            "what stood there is unchanged. Make room or name another folder."
        ) from error
    return open_shop(folder)


def said_of(folder: Path) -> Mapping[str, object]:
    """What a shop's shop.toml says; nothing where there is none or it cannot be read."""
    try:
        return toml.parse((Path(folder) / "shop.toml").read_bytes())
    except (OSError, ValueError):
        return {}


def _refuse_foreign(folder: Path) -> None:
    """A shop is replaced as a whole, so never somebody's home folder by mistake."""
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise ShopNotWritten(f"{folder} is no folder; name another one.")
    if folder.is_dir() and any(folder.iterdir()) and not (folder / "shop.toml").is_file():
        raise ShopNotWritten(
            f"{folder} holds files but no shop.toml, so it is not replaced; name another folder."
        )


def _write_tables(fresh: Path, catalogue: pd.DataFrame, purchases: pd.DataFrame | pa.Table) -> None:
    if isinstance(purchases, pd.DataFrame):
        purchases = pa.Table.from_pandas(purchases, preserve_index=False)
    products = pa.Table.from_pandas(catalogue, preserve_index=False)
    pq.write_table(products, fresh / "catalogue.parquet")
    pq.write_table(
        purchases,
        fresh / "purchases.parquet",
        row_group_size=ONE_GROUP,
        dictionary_pagesize_limit=ONE_GROUP,
    )


def _write_pictures(images: Path, pictures: Mapping[str, Path | bytes]) -> None:
    """Copies: a hard link would let a later edit of the source change the shop."""
    images.mkdir()
    for name, content in tqdm(
        pictures.items(), "Copying pictures", unit="", disable=None, leave=False
    ):
        if trouble := trouble_with(name):
            raise ShopNotWritten(f"The picture's name {name!r} {trouble}; rename it.")
        target = images / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, bytes):
            target.write_bytes(content)
        else:
            shutil.copyfile(content, target)
