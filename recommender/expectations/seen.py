"""What an expectation looks at: a slate as a merchandiser sees it."""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass

from recommender.catalogue import Catalogue, Product
from recommender.wording import Phrase, Wording

MOST_NAMED = 3
WORTH_READING_AHEAD = 500
"""Products; fewer are likely to have been read before."""


@dataclass(frozen=True)
class Seen:
    """Products in the slate's order, what was bought before, and how to find any other product."""

    products: tuple[Product, ...]
    bought: frozenset[str]
    found: "Found"

    @property
    def wording(self) -> Wording:
        return self.found.wording

    def first(self, in_top: int | None) -> tuple[Product, ...]:
        return self.products[:in_top]

    def title(self, product_id: str) -> str:
        return self.found(product_id).title

    def rank(self, product_id: str) -> int | None:
        ids = [product.id for product in self.products]
        return ids.index(product_id) + 1 if product_id in ids else None


class Found(dict[str, Product]):
    """Products by id, each looked up once; one that the shop does not sell is named by its id and
    cannot be bought."""

    def __init__(self, catalogue: Catalogue | None):
        super().__init__()
        self.catalogue = catalogue
        self.wording = catalogue.wording if catalogue is not None else Wording()

    def __call__(self, product_id: str) -> Product:
        return self[product_id]

    def __missing__(self, product_id: str) -> Product:
        sold = self.catalogue is not None and product_id in self.catalogue
        unsold = Product(product_id, product_id, available=False)
        self[product_id] = self.catalogue[product_id] if sold else unsold
        return self[product_id]


def finder(catalogue: Catalogue | None, ahead: Collection[str] = ()) -> Found:
    """How to find a product; those of `ahead` are read together."""
    found = Found(catalogue)
    if catalogue is not None and len(ahead) >= WORTH_READING_AHEAD:
        positions = catalogue.positions(ahead)
        found.update((each.id, each) for each in catalogue.products(positions))
    return found


def texts(cell: object) -> tuple[str, ...]:
    """A cell of the catalogue as words to compare: none where it is empty, one an entry of a list,
    whole numbers without decimals (columns with gaps hold 2015 as 2015.0)."""
    if cell is None or cell == "":
        return ()
    if isinstance(cell, list):
        return tuple(word for entry in cell for word in texts(entry))
    if isinstance(cell, bool):
        return (str(cell).lower(),)
    if isinstance(cell, float) and cell.is_integer():
        return (str(int(cell)),)
    return (str(cell),)


def among(in_top: int | None) -> str:
    """The end of what was expected: ' among the first 6', or nothing."""
    return f" among the first {in_top}" if in_top else ""


def shown(seen: Seen, in_top: int | None) -> str:
    """The products looked at, to follow 'None of': 'the first 6', or 'the 12'."""
    count = len(seen.products)
    if in_top and in_top < count:
        return f"the first {in_top}"
    return f"the {count}" if count > 1 else "the one product"


def share(count: int, whole: str, phrase: Phrase, denied: str = "") -> str:
    """'None of the first 6 is from Toys', '2 of the first 6 are teapots'.

    `denied`: 'not ' where the products counted are those that are not.
    """
    several = count > 1
    return (
        f"{count or 'None'} of {whole} {'are' if several else 'is'} "
        f"{denied}{phrase.many if several else phrase.one}"
    )


def counted(count: int, phrase: Phrase) -> str:
    """'2 from Toys', '1 teapot', '2 teapots'."""
    if not phrase.noun:
        return f"{count} {phrase.many}"
    return f"{count} {phrase.many if count > 1 else re.sub('^an? ', '', phrase.one)}"


def names(products: tuple[Product, ...], say: Callable[[Product], str] | None = None) -> str:
    """A few titles, and how many more."""
    said = [say(product) if say else product.title for product in products[:MOST_NAMED]]
    rest = len(products) - MOST_NAMED
    return ", ".join(said) + (f" and {rest} more" if rest > 0 else "")


def named(products: tuple[Product, ...]) -> str:
    """What follows a number of them: ': Tent, Mat', or nothing."""
    return f": {names(products)}" if products else ""


def wanted(at_least: int) -> str:
    """The end of what was found where it is too little: '; at least 2 are wanted'."""
    return f"; at least {at_least} {'is' if at_least == 1 else 'are'} wanted"


def only(count: int) -> str:
    """Goes before a number that is too small: 'Only ', or nothing before 'None of'."""
    return "Only " if count else ""


def ids(products: tuple[Product, ...]) -> tuple[str, ...]:
    return tuple(product.id for product in products)
