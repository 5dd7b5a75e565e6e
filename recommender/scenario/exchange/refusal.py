"""Why nothing of a file was imported."""

from recommender.refusal import Refusal


class NothingImported(Refusal):
    """The file as a whole cannot be read; what was there before stands."""
