"""A shopper, what they bought, the story, and what a good slate looks like."""

import re
from dataclasses import dataclass, field

from recommender.candidate import SLATE_SIZE
from recommender.documents.writing import Lines
from recommender.expectations import Expectation
from recommender.situation import Bought, Situation

ID = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
RESERVED = frozenset({"new"})
"""No scenario's id: pages call one so that has none yet."""


@dataclass(frozen=True)
class Scenario:
    """Its id is its file's name; everything else is what the file says."""

    id: str
    title: str
    story: str = ""
    situation: Situation = field(default_factory=Situation)
    slate_size: int = SLATE_SIZE
    tags: tuple[str, ...] = ()
    owner: str | None = None
    expectations: tuple[Expectation, ...] = ()

    def as_record(self) -> dict:
        """Plain data, every field present."""
        return {
            "id": self.id,
            "title": self.title,
            "story": self.story,
            **self.situation.as_record(),
            "slate_size": self.slate_size,
            "tags": list(self.tags),
            "owner": self.owner,
            "expectations": [each.as_record() for each in self.expectations],
        }

    def as_document(self) -> dict:
        """As a file says it: in the order of a file, without what goes without saying."""
        said = {
            "title": self.title,
            "story": self.story,
            "shopper": dict(self.situation.shopper),
            "as_of": self.situation.as_of,
            "bought": Lines(map(_bought, self.situation.bought)),
            "slate_size": self.slate_size if self.slate_size != SLATE_SIZE else None,
            "tags": list(self.tags),
            "owner": self.owner,
            "expect": Lines(each.as_record() for each in self.expectations),
        }
        return {name: value for name, value in said.items() if value or name == "title"}


def _bought(bought: Bought) -> object:
    if bought.on is None and bought.quantity == 1:
        return bought.product_id
    entry = {"product": bought.product_id, "on": bought.on, "quantity": bought.quantity}
    if bought.quantity == 1:
        del entry["quantity"]
    if bought.on is None:
        del entry["on"]
    return entry
