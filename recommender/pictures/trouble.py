"""Why a picture cannot be shown, as a word for code and a sentence for people."""

from enum import StrEnum

from recommender.refusal import Refusal


class PictureTrouble(StrEnum):
    """Each of these ends in a placeholder, never in an error on the page."""

    OUTSIDE = "outside"
    MISSING = "missing"
    NO_FILE = "no file"
    UNREADABLE = "unreadable"
    EMPTY = "empty"
    TOO_HEAVY = "too heavy"
    TOO_LARGE = "too large"
    FORMAT = "format"
    DAMAGED = "damaged"
    SLOW = "slow"
    UNSTORED = "unstored"


class PictureRefused(Refusal):
    """One picture that is not shown; its text is the sentence on the placeholder."""

    def __init__(self, trouble: PictureTrouble, sentence: str):
        super().__init__(sentence)
        self.trouble = trouble


def damaged() -> PictureRefused:
    """Said by the decoder, and of a picture that took its process with it."""
    return PictureRefused(
        PictureTrouble.DAMAGED,
        "The picture cannot be decoded: it is damaged, cut off or overloaded; export it again.",
    )
