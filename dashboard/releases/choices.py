"""The closed sets of the record: a release's state, a verdict, a judgement, a decision."""

from enum import StrEnum


class State(StrEnum):
    """Where a release stands in its life."""

    IN_REVIEW = "in_review"
    CLOSED = "closed"
    GO = "GO"
    NO_GO = "NO-GO"
    CANCELLED = "cancelled"


class Answer(StrEnum):
    """What a verdict says of one candidate's whole slate for one scenario.

    NONE is a verdict taken back, or a comment without one.
    """

    SHOW = "show"
    RESERVATIONS = "show with reservations"
    DO_NOT_SHOW = "do not show"
    NONE = "no verdict"


class Opinion(StrEnum):
    """What a judgement says of one product in one situation; NONE as for a verdict."""

    SUITS = "suits"
    DOUBTFUL = "doubtful"
    NEVER = "never"
    NONE = "no judgement"


VERDICTS = (Answer.SHOW, Answer.RESERVATIONS, Answer.DO_NOT_SHOW)
OPINIONS = (Opinion.SUITS, Opinion.DOUBTFUL, Opinion.NEVER)
"""What says something of a slate, and of a product: from the kindest to the most careful."""


class Deed(StrEnum):
    """What a remark does."""

    SAID = "said"
    RESOLVED = "resolved"
    REOPENED = "reopened"


class Decision(StrEnum):
    """What an approver signs."""

    GO = "GO"
    NO_GO = "NO-GO"
