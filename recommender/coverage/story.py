"""A suggested scenario in words: its title, its story, the reason to add it."""

from collections.abc import Collection, Iterator, Sequence
from itertools import count

from recommender.catalogue import Product
from recommender.coverage.parts import NOBODY, WELL
from recommender.coverage.theme import Theme
from recommender.coverage.wording import counted, shortened

SHORT = 50
LONGEST = 80
LONGEST_NAME = 60
MOST_NAMED = 2


def title(theme: Theme, products: Sequence[Product], taken: Collection[str]) -> str:
    """The shortest that no other scenario has; never an id, never a cut word."""
    return next(each for each in _titles(theme, _names(products)) if each not in taken)


def story(products: Sequence[Product], why: str) -> str:
    """True for who has never seen where it was suggested."""
    return f"Bought {_listed(products)}. Suggested because {why[:1].lower()}{why[1:]}."


def why(people: str, covered: float) -> str:
    """`covered`: how much of what these people buy the suite stands for already."""
    if covered < NOBODY:
        return f"Nobody speaks yet for {people}"
    if covered < WELL:
        return f"Few scenarios speak for {people}"
    return f"No scenario speaks fully for {people}"


def agreement(shared: float, size: int) -> str:
    """`shared`: of `size` products, those that two models both show."""
    only = "only " if shared <= size / 3 else ""
    said = f"{only}{shared:.0f}" if shared >= 0.5 else "hardly any"
    return f"the models agree on {said} of {size} products"


def _titles(theme: Theme, names: Sequence[str]) -> Iterator[str]:
    """From the shortest on, without end."""
    short = theme if len(_buyer(theme.plain)) <= SHORT else Theme(theme.kinds[:1], theme.detail)
    plain = _buyer(shortened(short.plain, LONGEST))
    yield plain
    yield _buyer(shortened(short.whole, LONGEST))
    for name in names:
        yield f"{plain}, such as “{name}”"
    for number in count(2):
        yield f"{plain}, no. {number}"


def _buyer(what: str) -> str:
    return f"Somebody who buys {what}"


def _listed(products: Sequence[Product]) -> str:
    named = [f"“{each}”" for each in _names(products)[:MOST_NAMED]]
    rest = len(products) - len(named)
    if not named:
        return counted(rest, "product")
    *first, last = [*named, f"{rest} more"] if rest else named
    return f"{', '.join(first)} and {last}" if first else last


def _names(products: Sequence[Product]) -> list[str]:
    """Titles that one would say: an id is none."""
    return [
        each.title for each in products if each.title != each.id and len(each.title) <= LONGEST_NAME
    ]
