"""What stands against a change of the scenario folder."""

from datetime import datetime

from recommender.refusal import Refusal
from recommender.scenario import Scenario


class ChangedMeanwhile(Refusal):
    """The file is not the one that was opened; nothing was written."""

    def __init__(
        self,
        sentence: str,
        version: str | None = None,
        theirs: Scenario | None = None,
        trouble: str = "",
        by: str | None = None,
        on: datetime | None = None,
        renamed_to: str | None = None,
    ):
        """`version` None: the file is gone; `renamed_to` has its new id where it has one.
        `theirs` None and `trouble`: it cannot be read."""
        super().__init__(sentence)
        self.version = version
        self.theirs = theirs
        self.trouble = trouble
        self.by = by
        self.on = on
        self.renamed_to = renamed_to


class NotRecorded(Refusal):
    """Why there is no history, or nothing can be added to it now, and the remedy: half a
    sentence, to follow a colon."""
