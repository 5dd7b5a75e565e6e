"""The slates of now beside the slate that stands, as one person may see them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from dashboard.releases.blinding import columns
from dashboard.releases.change_sheets import (
    ChangedColumn,
    ChangedScenario,
    Kind,
    RemarkNow,
)
from dashboard.releases.exhibits import Products
from dashboard.releases.frozen import FrozenScenario
from dashboard.releases.model import Revision
from dashboard.releases.moves import Move, Place, departures, moves
from dashboard.releases.past_remarks import PastRemark
from dashboard.releases.person import Person
from dashboard.releases.seeing import hears_the_past
from dashboard.releases.today import Today

Slates = Mapping[tuple[str, str], list[str]]
"""By scenario and candidate, the products in order."""

AS_SHOWN = ("title", "picture")


@dataclass
class Comparison:
    """The current revision beside what stands, with what this person may see of it.

    `now` and `then` hold all scenarios by id; the slates are those that may have moved.
    """

    revision: Revision
    stood: Today
    person: Person
    blind: bool
    now: Mapping[str, FrozenScenario]
    then: Mapping[str, FrozenScenario]
    slates: Slates
    slates_before: Slates
    products: Products
    products_before: Products
    remarks: Mapping[str, list[PastRemark]]
    completed: frozenset[str]

    @property
    def scenarios(self) -> tuple[ChangedScenario, ...]:
        """Moved, new, gone; each in the order of its revision."""
        moved = (self._compared(each) for each in self.now if self._before(each) is not None)
        new = (each for name, each in self.now.items() if name not in self.then)
        gone = (each for name, each in self.then.items() if name not in self.now)
        return (
            *(each for each in moved if each is not None),
            *(_alone(each, Kind.NEW) for each in new),
            *(_alone(each, Kind.GONE, self._before(each.scenario_id) or ()) for each in gone),
        )

    def _before(self, scenario: str) -> list[str] | None:
        return self.slates_before.get((scenario, self.stood.candidate))

    def _compared(self, scenario: str) -> ChangedScenario | None:
        """None where nothing that a shopper would see is another."""
        now, then, before = self.now[scenario], self.then[scenario], self._before(scenario)
        reshaped = now.situation != then.situation
        changed = self._columns(now, before)
        if not reshaped and not any(each.moved for each in changed):
            return None
        remarks = self.remarks.get(scenario, [])
        waits = self.blind and scenario not in self.completed
        if waits and self.person.reviewer:
            return replace(
                _alone(now, Kind.MOVED), reshaped=reshaped, unanswered=True, more=bool(remarks)
            )
        closed = self.revision.closing is not None
        open_to = hears_the_past(self.person, closed, scenario in self.completed)
        seen = [each for each in remarks if open_to or each.person == self.person.id]
        shown = frozenset().union(*(self._shown(each) for each in changed))
        return ChangedScenario(
            id=scenario,
            title=now.title,
            kind=Kind.MOVED,
            reshaped=reshaped,
            unanswered=False,
            veiled=waits,
            bought=bought(now),
            before=departures(before, shown),
            columns=(_veiled(changed),) if waits else changed,
            remarks=tuple(
                self._now(each, before, changed, waits)
                for each in sorted(seen, key=lambda each: each.entry)
            ),
            more=len(seen) < len(remarks),
        )

    def _columns(self, now: FrozenScenario, before: list[str]) -> tuple[ChangedColumn, ...]:
        ids = [each["id"] for each in self.revision.candidates]
        titles = {} if self.blind else self.revision.candidate_titles
        standing = columns(self.revision.blinding, self.person.id, now.position, ids)
        made = []
        for letter, candidate in standing.items():
            slate = self.slates[now.scenario_id, candidate]
            redrawn = {each for each in slate if self._redrawn(each)}
            left = tuple(each for each in before if each not in slate)
            title = titles.get(candidate, "")
            made.append(ChangedColumn(letter, title, moves(before, slate, redrawn), left))
        return tuple(made)

    def _redrawn(self, product: str) -> bool:
        """Whether it has another name or picture than then."""
        now, then = self.products[product], self.products_before.get(product)
        return then is not None and any(now.get(each) != then.get(each) for each in AS_SHOWN)

    @staticmethod
    def _shown(column: ChangedColumn) -> frozenset[str]:
        return frozenset(each.product for each in column.places)

    def _now(
        self,
        remark: PastRemark,
        before: list[str],
        changed: Iterable[ChangedColumn],
        veiled: bool,
    ) -> RemarkNow:
        def concerns(column: ChangedColumn) -> bool:
            if remark.of_slate:
                return [each.product for each in column.places] == before
            return remark.product in self._shown(column)

        of_scenario = not remark.of_slate and remark.product is None
        letters = () if of_scenario else tuple(each.letter for each in changed if concerns(each))
        return RemarkNow(remark, of_scenario or bool(letters), () if veiled else letters)


def _alone(scenario: FrozenScenario, kind: Kind, before: Sequence[str] = ()) -> ChangedScenario:
    """Beside nothing."""
    return ChangedScenario(
        id=scenario.scenario_id,
        title=scenario.title,
        kind=kind,
        reshaped=False,
        unanswered=False,
        veiled=False,
        bought=bought(scenario),
        before=departures(before, before),
        columns=(),
        remarks=(),
        more=False,
    )


def _veiled(changed: Iterable[ChangedColumn]) -> ChangedColumn:
    """All that came, in whichever column."""
    came: dict[str, Place] = {}
    for each in chain.from_iterable(column.places for column in changed):
        if each.move is Move.CAME:
            came.setdefault(each.product, each)
    return ChangedColumn("", "", tuple(came.values()), ())


def bought(scenario: FrozenScenario) -> tuple[str, ...]:
    return tuple(each["product_id"] for each in scenario.record.get("bought", ()))
