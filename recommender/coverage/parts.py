"""How well each part of what shoppers do is covered, and what each scenario covers."""

from dataclasses import dataclass

from recommender.coverage.wording import percent

NOBODY = 0.05
"""A group of which less is covered has nobody who speaks for it."""
HARDLY = 0.2
"""A group of which less is covered is hardly covered."""
WELL = 0.5
"""A group of which at least this much is covered is well covered."""
WORTH_SAYING = 0.02
"""Groups with a smaller share of all behaviour are drawn, but no sentence is made of them."""
LAGGING = 0.75
"""A group of which more than this part of the average is covered is no gap."""


@dataclass(frozen=True)
class GroupCoverage:
    """One group of a division: its share of all behaviour, and how much of that is covered."""

    name: str
    people: str
    share: float
    covered: float

    def lags(self, average: float) -> bool:
        """Whether it falls so far behind all behaviour that it is worth a sentence."""
        return self.share >= WORTH_SAYING and self.covered < max(NOBODY, LAGGING * average)

    @property
    def sentence(self) -> str:
        if self.covered < NOBODY:
            return f"Nobody speaks for {self.people}."
        few = f"Few scenarios speak for {self.people}"
        return f"{few}: only {percent(self.covered)} of their behaviour is covered."

    def as_record(self) -> dict:
        return {
            "name": self.name,
            "people": self.people,
            "share": self.share,
            "covered": self.covered,
        }


@dataclass(frozen=True)
class DivisionCoverage:
    """The groups in their own order; without any, `note` says why."""

    name: str
    title: str
    groups: tuple[GroupCoverage, ...]
    note: str

    def as_record(self) -> dict:
        groups = [each.as_record() for each in self.groups]
        return {"name": self.name, "title": self.title, "groups": groups, "note": self.note}


@dataclass(frozen=True)
class Spokesman:
    """What one scenario stands for: `share` of behaviour it is nearest to, `alone` what would be
    lost without it, `segment` the kind of shoppers it is most like (None: nothing was bought)."""

    scenario_id: str
    title: str
    share: float
    alone: float
    segment: int | None

    def as_record(self) -> dict:
        return {
            "scenario": self.scenario_id,
            "title": self.title,
            "share": self.share,
            "alone": self.alone,
            "segment": self.segment,
        }
