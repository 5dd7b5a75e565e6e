"""A shop folder: open it, write it, what is in it."""

import json
import os
import shutil
import tempfile
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet as pq

from recommender.catalogue import Catalogue
from recommender.purchases import Purchases
from recommender.refusal import Refusal

TEXT_COLUMNS = ("product_id", "title", "category", "brand", "picture", "shopper_id")


class ShopUnreadable(Refusal):
    """A shop folder that cannot be opened; the sentence names the file and the remedy."""


@dataclass(frozen=True)
class Shop:
    """One retailer's catalogue, purchases and pictures; both tables are read when asked for."""

    folder: Path
    facts: Mapping[str, object]

    @property
    def name(self) -> str:
        return str(self.facts.get("name") or self.folder.name)

    @property
    def currency(self) -> str:
        return str(self.facts.get("currency") or "EUR")

    @property
    def locale(self) -> str:
        return str(self.facts.get("locale") or "en_GB")

    @property
    def images(self) -> Path:
        return self.folder / "images"

    @cached_property
    def catalogue(self) -> Catalogue:
        table = _read_table(self.folder, "catalogue", ("product_id", "title"))
        frame = table.to_pandas()
        _refuse_bad_ids(frame["product_id"], self.folder)
        return Catalogue(frame)

    @cached_property
    def purchases(self) -> Purchases:
        needed = ("shopper_id", "product_id", "bought_at")
        return _purchases(_read_table(self.folder, "purchases", needed), self)


def open_shop(folder: Path) -> Shop:
    """ShopUnreadable where the folder is no shop."""
    folder = Path(folder)
    path = folder / "shop.toml"
    if not path.is_file():
        raise ShopUnreadable(
            f"{folder} is no shop folder: {path.name} is missing. "
            "Make one with `python -m recommender import` or `python -m recommender demo`."
        )
    try:
        return Shop(folder, tomllib.loads(path.read_text("utf-8")))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ShopUnreadable(f"{path}: {error}. Mend the file or import the shop again.") from error


def write_shop(
    folder: Path,
    *,
    facts: Mapping[str, object],
    catalogue: pd.DataFrame,
    purchases: pd.DataFrame | pa.Table,
    pictures: Mapping[str, Path | bytes],
) -> Shop:
    """Write a whole shop beside `folder`, then swap it in; the old one stays until then.

    `facts` are the scalars of shop.toml; `pictures` maps a path below images/ to its bytes or file.
    """
    folder = Path(folder).absolute()
    folder.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        _write_tables(fresh, catalogue, purchases)
        _write_pictures(fresh / "images", pictures)
        (fresh / "shop.toml").write_text(_toml(facts), "utf-8")
        fresh.chmod(0o755)
        _swap(fresh, folder)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return open_shop(folder)


def _write_tables(fresh: Path, catalogue: pd.DataFrame, purchases: pd.DataFrame | pa.Table) -> None:
    if isinstance(purchases, pd.DataFrame):
        purchases = pa.Table.from_pandas(purchases, preserve_index=False)
    pq.write_table(
        pa.Table.from_pandas(catalogue, preserve_index=False), fresh / "catalogue.parquet"
    )
    pq.write_table(purchases, fresh / "purchases.parquet")


def _write_pictures(images: Path, pictures: Mapping[str, Path | bytes]) -> None:
    images.mkdir()
    for name, content in pictures.items():
        target = images / name
        if not target.resolve().is_relative_to(images.resolve()):
            raise Refusal(f"The picture name {name!r} leads out of the images folder; rename it.")
        target.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, bytes):
            target.write_bytes(content)
        else:
            _link_or_copy(content, target)


def _link_or_copy(source: Path, target: Path) -> None:
    """A hard link would let a later edit of the source change the shop, so copy."""
    shutil.copyfile(source, target)


def _swap(fresh: Path, folder: Path) -> None:
    old = folder.with_name(f".{folder.name}-old-{os.getpid()}")
    if folder.exists():
        folder.rename(old)
    try:
        fresh.rename(folder)
    except OSError:
        if old.exists():
            old.rename(folder)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _toml(facts: Mapping[str, object]) -> str:
    """Scalars only: their JSON form is valid TOML."""
    return "".join(
        f"{name} = {json.dumps(value, ensure_ascii=False)}\n" for name, value in facts.items()
    )


def _read_table(folder: Path, stem: str, needed: tuple[str, ...]) -> pa.Table:
    parquet, text = folder / f"{stem}.parquet", folder / f"{stem}.csv"
    path = parquet if parquet.is_file() else text
    if not path.is_file():
        raise ShopUnreadable(
            f"{folder} has neither {parquet.name} nor {text.name}; import it again."
        )
    try:
        table = _read_parquet(path) if path == parquet else _read_csv(path)
    except (pa.ArrowInvalid, OSError, UnicodeDecodeError) as error:
        raise ShopUnreadable(f"{path} cannot be read: {error}") from error
    missing = [name for name in needed if name not in table.column_names]
    if missing:
        raise ShopUnreadable(
            f"{path} lacks the column {missing[0]}; add it or import the shop again."
        )
    return table


def _read_parquet(path: Path) -> pa.Table:
    return pq.read_table(path, read_dictionary=["shopper_id"] if path.stem == "purchases" else None)


def _read_csv(path: Path) -> pa.Table:
    """Ids and titles stay text whatever they look like; only an empty cell is missing."""
    options = pa.csv.ConvertOptions(
        column_types={name: pa.string() for name in TEXT_COLUMNS},
        null_values=[""],
        strings_can_be_null=True,
    )
    return pa.csv.read_csv(path, convert_options=options)


def _refuse_bad_ids(ids: pd.Series, folder: Path) -> None:
    if ids.isna().any():
        row = int(np.flatnonzero(ids.isna())[0]) + 1
        raise ShopUnreadable(
            f"{folder}: product {row} of the catalogue has no product_id; give it one."
        )
    twice = ids[ids.duplicated()]
    if len(twice):
        raise ShopUnreadable(
            f"{folder}: the catalogue lists product {twice.iloc[0]!r} twice; keep one of them."
        )


def _purchases(table: pa.Table, shop: Shop) -> Purchases:
    catalogue = shop.catalogue
    shoppers = table["shopper_id"].combine_chunks()
    if not pa.types.is_dictionary(shoppers.type):
        shoppers = shoppers.dictionary_encode()
    if isinstance(shoppers, pa.ChunkedArray):
        shoppers = shoppers.unify_dictionaries().combine_chunks()
    products = _product_codes(table["product_id"], shop)
    count = len(table)
    return Purchases(
        shopper_ids=shoppers.dictionary.to_numpy(zero_copy_only=False),
        product_ids=catalogue.ids,
        shopper_codes=shoppers.indices.to_numpy().astype(np.int32),
        product_codes=products,
        bought_at=_seconds(table["bought_at"]),
        quantity=_numbers(table, "quantity", np.int32, count, 1),
        price=_numbers(table, "price", np.float32, count, np.nan),
    )


def _product_codes(column: pa.ChunkedArray, shop: Shop) -> np.ndarray:
    ids = pa.array(shop.catalogue.ids, pa.string())
    codes = pc.index_in(column.cast(pa.string()), value_set=ids)
    if codes.null_count:
        row = pc.index(codes.is_null(), True).as_py()
        raise ShopUnreadable(
            f"{shop.folder}: purchase {row + 1} is of product {column[row].as_py()!r}, "
            "which the catalogue lacks; add the product or drop the purchase."
        )
    return codes.to_numpy().astype(np.int32)


def _seconds(column: pa.ChunkedArray) -> np.ndarray:
    return column.cast(pa.timestamp("s", tz="UTC"), safe=False).to_numpy().astype("datetime64[s]")


def _numbers(table: pa.Table, name: str, dtype: type, count: int, missing: float) -> np.ndarray:
    if name not in table.column_names:
        return np.full(count, missing, dtype)
    return table[name].fill_null(missing).to_numpy().astype(dtype)
