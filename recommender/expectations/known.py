"""What the catalogue knows, to refuse words that nothing can match."""

from collections.abc import Collection
from functools import cached_property, lru_cache

from recommender.catalogue import Catalogue
from recommender.expectations.seen import texts
from recommender.words import did_you_mean


class Known:
    """Each column is read once, when an expectation first names it."""

    def __init__(self, catalogue: Catalogue):
        self.catalogue = catalogue
        self._values: dict[str, dict[str, None]] = {}

    @cached_property
    def columns(self) -> tuple[str, ...]:
        return tuple(self.catalogue.frame.columns)

    def values(self, column: str) -> Collection[str]:
        if column == "product_id":
            return self.catalogue
        if column not in self._values:
            cells = map(_plain, self.catalogue.frame[column].dropna())
            self._values[column] = dict.fromkeys(word for cell in cells for word in texts(cell))
        return self._values[column]

    def wrong_column(self, column: str) -> str:
        """What is wrong with it, or nothing."""
        if column in self.columns:
            return ""
        return f"The catalogue has no column {column!r}.{did_you_mean(column, self.columns)}"

    def wrong_value(self, column: str, word: str) -> str:
        """What is wrong with it, or nothing."""
        if wrong := self.wrong_column(column):
            return wrong
        values = self.values(column)
        if word in values:
            return ""
        noun = "product" if column == "product_id" else column
        return f"The catalogue has no {noun} {word!r}.{did_you_mean(word, values)}"


@lru_cache(maxsize=2)
def known(catalogue: Catalogue | None) -> Known | None:
    """The same for the same catalogue, so that its columns are read once."""
    return None if catalogue is None else Known(catalogue)


def _plain(cell: object) -> object:
    if hasattr(cell, "tolist"):
        return cell.tolist()
    return list(cell) if isinstance(cell, tuple) else cell
