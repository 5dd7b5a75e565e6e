"""What a machine found when it checked an expectation."""

from dataclasses import dataclass

from recommender.expectations.expectation import Expectation


@dataclass(frozen=True, slots=True)
class Answer:
    """What one expectation says of one slate; the products are those that it concerns."""

    sentence: str
    met: bool
    detail: str
    product_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """`sentence` is what was expected, `detail` what was found, in a merchandiser's words."""

    expectation: Expectation
    sentence: str
    met: bool
    detail: str
    product_ids: tuple[str, ...] = ()
    standing: bool = False

    @property
    def because(self) -> str:
        return self.expectation.because

    def as_record(self) -> dict:
        return {
            "expectation": self.expectation.as_record(),
            "sentence": self.sentence,
            "met": self.met,
            "detail": self.detail,
            "product_ids": list(self.product_ids),
            "because": self.because,
            "standing": self.standing,
        }
