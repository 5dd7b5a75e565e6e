"""What a candidate is asked with: what was bought, for whom, and when."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Bought:
    """One product in a basket; `quantity` is at least 1."""

    product_id: str
    quantity: int = 1
    on: date | None = None

    def as_record(self) -> dict:
        return {
            "product_id": self.product_id,
            "on": self.on.isoformat() if self.on else None,
            "quantity": self.quantity,
        }


@dataclass(frozen=True)
class Situation:
    """The part of a scenario that may change a good answer."""

    bought: tuple[Bought, ...] = ()
    shopper: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))
    as_of: date | None = None
    key: str = field(default="", compare=False)
    """The scenario's id, for lists computed elsewhere; no part of what may change an answer."""

    @classmethod
    def of(cls, *product_ids: str) -> "Situation":
        return cls(tuple(Bought(product_id) for product_id in product_ids))

    @property
    def product_ids(self) -> tuple[str, ...]:
        """What was bought, each product once, in order."""
        return tuple(dict.fromkeys(bought.product_id for bought in self.bought))

    @property
    def digest(self) -> str:
        """SHA-256, in hex, of everything that may change a good answer; the `key` does not."""
        told = json.dumps(
            self.as_record(), default=str, ensure_ascii=False, sort_keys=True, separators=(",", ":")
        )
        return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()

    def as_record(self) -> dict:
        return {
            "bought": [bought.as_record() for bought in self.bought],
            "shopper": dict(self.shopper),
            "as_of": self.as_of.isoformat() if self.as_of else None,
        }
