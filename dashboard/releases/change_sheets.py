"""What changed since the last GO, as plain values."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from dashboard.releases.exhibits import Products
from dashboard.releases.moves import Move, Place
from dashboard.releases.sheets import Sight


class Kind(StrEnum):
    """What became of a scenario."""

    MOVED = "moved"
    NEW = "new"
    GONE = "gone"


@dataclass(frozen=True)
class PastRemark:
    """What somebody said last time of a product, of the slate that stood, or of the scenario.

    `value` is an Answer or an Opinion, empty in a thread; `reasons` are ids.
    """

    person: str
    who: str
    value: str
    reasons: tuple[str, ...]
    text: str
    product: str | None
    of_slate: bool
    at: datetime
    entry: int


@dataclass(frozen=True)
class RemarkNow:
    """`there`: what it is about is still shown, in `columns`; these are not told too early."""

    remark: PastRemark
    there: bool
    columns: tuple[str, ...]


@dataclass(frozen=True)
class ChangedColumn:
    """One slate of now; `left`: what the shop shows today and this column does not show.

    Without a letter it is all that came in any column: which, is not told yet.
    """

    letter: str
    title: str
    places: tuple[Place, ...]
    left: tuple[str, ...]

    @property
    def moved(self) -> bool:
        return bool(self.left) or any(each.move is not Move.STAYED for each in self.places)


@dataclass(frozen=True)
class ChangedScenario:
    """`before` is the slate that the shop shows today; what left is in no column any more.

    `unanswered`: a reviewer answers first, and until then it is only named, for `before` is the
    incumbent's column. `veiled`: to whoever is blind and answers nothing no column is told from
    another. `reshaped`: the shopper changed too. `more`: there are remarks that wait as well.
    """

    id: str
    title: str
    kind: Kind
    reshaped: bool
    unanswered: bool
    veiled: bool
    bought: tuple[str, ...]
    before: tuple[Place, ...]
    columns: tuple[ChangedColumn, ...]
    remarks: tuple[RemarkNow, ...]
    more: bool


@dataclass(frozen=True)
class Since:
    """What it is compared with: the `release` signed GO before it and `on` which day.

    Where there was none, `release` is empty, and the incumbent that its proposer named counts, `on`
    the day it was opened.

    `candidate` is the title of what stands, empty for whoever is blind.
    """

    release: str
    on: date
    candidate: str


@dataclass(frozen=True)
class Unanswered:
    """Shoppers of a release in review that wait for a reviewer's answers; `title` is its own."""

    name: str
    title: str
    shoppers: int


@dataclass(frozen=True)
class ChangesSheet:
    """One release against what the shop shows today; `since` is None where it shows nothing yet.

    `unanswered`: a reviewer reads nothing here before they have answered all that is asked of
    them, since what did not move tells the incumbent's column; None where that is done.
    `unmoved` scenarios are not listed; `products_before` are those of then, as they were shown.
    """

    name: str
    title: str
    sight: Sight
    unanswered: Unanswered | None
    since: Since | None
    scenarios: tuple[ChangedScenario, ...]
    unmoved: int
    products: Products
    products_before: Products

    @property
    def blind(self) -> bool:
        return self.sight.blind
