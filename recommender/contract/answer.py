"""A served model's answer, read without trust."""

import json
import math
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from recommender.contract.misfits import misfits
from recommender.contract.no_json import no_json
from recommender.contract.wrapping import find_wrapped
from recommender.refusal import Refusal
from recommender.slate import Recommendation
from recommender.text import fit_text, trouble_with_text

REASON_MOST = 300


class ContractBroken(Refusal):
    """An answer that is not as the contract says; `sentences` say where, one each."""

    def __init__(self, *sentences: str):
        self.sentences = tuple(map(fit_text, sentences))
        super().__init__(" ".join(self.sentences))


@dataclass(frozen=True)
class Answer:
    """What a model answered, every value checked."""

    model_id: str
    model_fingerprint: str
    recommendations: tuple[Recommendation, ...]


def read_answer(
    content: bytes, slate_size: int, catalogue: Collection[str] | None = None
) -> Answer:
    """ContractBroken with everything that is wrong; products are checked against a catalogue
    where there is one."""
    answer = _parse(content)
    wrapped = find_wrapped(answer)
    if wrapped:
        raise ContractBroken(wrapped.sentence, *misfits(wrapped.answer))
    wrong = misfits(answer) or list(_unwritable(answer))
    if wrong:
        raise ContractBroken(*wrong)
    listed = answer["recommendations"]
    wrong = [*_unfit(listed, slate_size), *_strangers(listed, catalogue)]
    if wrong:
        raise ContractBroken(*wrong)
    recommendations = tuple(_recommendation(rank, each) for rank, each in enumerate(listed, 1))
    return Answer(answer["model"]["id"], answer["model"]["fingerprint"], recommendations)


def _parse(content: bytes) -> Any:
    def refuse(constant: str) -> None:
        raise ContractBroken(f"The answer holds {constant}, which JSON does not know.")

    try:
        # Whole numbers as floats: one of 400 digits becomes infinite instead of an error later.
        return json.loads(content, parse_constant=refuse, parse_int=float)
    except (ValueError, RecursionError) as error:
        raise ContractBroken(no_json(content)) from error


def _unwritable(answer: dict[str, Any]) -> Iterator[str]:
    """Each text that the contract asks for and we do not take, one sentence each."""
    texts = {f"model.{name}": answer["model"][name] for name in ("id", "fingerprint")}
    for place, each in enumerate(answer["recommendations"]):
        texts[f"recommendations[{place}].product_id"] = each["product_id"]
        texts[f"recommendations[{place}].reason"] = each.get("reason") or ""
    for name, text in texts.items():
        if trouble := trouble_with_text(text):
            yield f"`{name}` {trouble}; the contract says plain text."


def _unfit(listed: list[dict[str, Any]], slate_size: int) -> list[str]:
    """What no schema can say of the list: its length, its scores, its repetitions."""
    wrong = []
    if len(listed) > slate_size:
        wrong.append(
            f"The answer holds {len(listed)} recommendations where {slate_size} were asked."
        )
    scores = [each["score"] for each in listed]
    for place, score in enumerate(scores):
        if not math.isfinite(score):
            wrong.append(f"`recommendations[{place}].score` is not a finite number.")
            break
        if place and score > scores[place - 1]:
            wrong.append(
                f"`recommendations[{place}].score` is higher than the one before; "
                "the contract says best first."
            )
            break
    return wrong


def _strangers(listed: list[dict[str, Any]], catalogue: Collection[str] | None) -> list[str]:
    wrong, seen = [], set()
    for place, each in enumerate(listed):
        product_id = each["product_id"]
        if product_id in seen:
            wrong.append(f"`recommendations[{place}]` repeats product {product_id!r}.")
        if catalogue is not None and product_id not in catalogue:
            wrong.append(
                f"`recommendations[{place}]` is product {product_id!r}, which the shop lacks."
            )
        seen.add(product_id)
    return wrong


def _recommendation(rank: int, each: dict[str, Any]) -> Recommendation:
    reason = " ".join((each.get("reason") or "").split())[:REASON_MOST]
    return Recommendation(rank, each["product_id"], float(each["score"]), reason)
