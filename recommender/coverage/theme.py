"""What somebody buys, in a few words: as a title, and within a sentence."""

from dataclasses import dataclass

from recommender.coverage.traits import Trait
from recommender.coverage.wording import shortened, within

LONGEST = 40


@dataclass(frozen=True)
class Theme:
    """`kinds`: at most two; `detail`: what they have in common beside."""

    kinds: tuple[Trait, ...]
    detail: Trait | None = None

    @property
    def title(self) -> str:
        """The second kind only where both fit."""
        if not self.kinds:
            return "A bit of everything"
        first, *more = (each.text for each in self.kinds)
        both = ", ".join([first, *map(within, more)])
        return both if len(both) <= LONGEST else shortened(first, LONGEST)

    @property
    def plain(self) -> str:
        """Within a sentence, without the detail."""
        if not self.kinds:
            return "a bit of everything"
        texts = [within(each.text) for each in self.kinds]
        if self.kinds[0].column == "title":
            return f"what is called {' or '.join(texts)}"
        return " and ".join(texts)

    @property
    def whole(self) -> str:
        """Within a sentence."""
        if self.detail is None:
            return self.plain
        by = self.detail.column == "brand"
        return f"{self.plain} by {self.detail.text}" if by else f"{self.plain} ({self.detail.text})"
