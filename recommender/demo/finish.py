"""A finish: what one product is made of, and how it lies or stands."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Finish:
    """What one product is made of: fabrics by slot, colours in order, and a pattern."""

    colours: tuple[str, ...]
    fabric: str = "jersey"
    trim: str = ""
    pattern: str = ""
    standing: bool = False
    seed: int = 0

    def ink(self, slot: int) -> str:
        """The colour of a slot; the last one stands in for those that are not given."""
        return self.colours[min(slot, len(self.colours) - 1)]
