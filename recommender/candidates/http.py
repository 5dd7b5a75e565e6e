"""A model served elsewhere, asked by the contract of recommender/contract/."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from ipaddress import ip_network
from typing import ClassVar

import numpy as np
from pydantic import Field, field_validator

from recommender.arrays import ArraysRefused, Layout, text_array, text_of
from recommender.candidate import (
    SLATE_SIZE,
    About,
    Candidate,
    CandidateNotFitted,
    FittedCandidate,
)
from recommender.contract.answer import Answer, ContractBroken
from recommender.contract.reply import read_reply
from recommender.served_model import (
    ModelInTrouble,
    Reply,
    ServedModel,
    question_of,
    refuse_bad_address,
)
from recommender.shop import Shop
from recommender.situation import Situation
from recommender.slate import Slate, Trouble

IDENTITY_MOST = 4_096


class HttpCandidate(Candidate):
    """`url` is asked by POST; `token_variable` names the environment's variable with a bearer
    token. Limits: `timeout` in seconds for a whole answer, `size_limit` in bytes."""

    learns: ClassVar[bool] = False
    about: ClassVar[About] = About(
        takes_in="What was bought, what is known of the shopper, the day, the slate size.",
        uses="Whatever the served model uses; its maker must say.",
        gives_out="What the model answers, less what was bought.",
        how="Asks the model over the network for every slate and checks every answer against the "
        "contract.",
        limits="A slow, failing, empty or contract-breaking answer gives an empty slate that says "
        "which. When the model changes its fingerprint, the candidate must be fitted again.",
    )

    url: str = Field(max_length=2000)
    timeout: float = Field(default=2.0, gt=0, le=60)
    size_limit: int = Field(default=1_000_000, ge=1_000, le=100_000_000)
    allow: tuple[str, ...] = Field(default=(), strict=False)
    token_variable: str = Field(default="", max_length=100)

    @field_validator("url")
    @classmethod
    def _is_address(cls, value: str) -> str:
        refuse_bad_address(value)
        return value

    @field_validator("allow")
    @classmethod
    def _are_networks(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for network in value:
            ip_network(network)
        return value

    @property
    def model(self) -> ServedModel:
        token = os.environ.get(self.token_variable, "") if self.token_variable else ""
        return ServedModel(self.url, self.timeout, self.size_limit, self.allow, token)

    def identity(self) -> dict[str, str]:
        """What the model calls itself now; ModelInTrouble, ContractBroken."""
        reply = self.model.ask(question_of(Situation(), SLATE_SIZE))
        answer = read_reply(reply, SLATE_SIZE)
        return {"id": answer.model_id, "fingerprint": answer.model_fingerprint}

    def fit(self, shop: Shop, *, progress: bool = False) -> "FittedHttp":
        """Learns nothing but which model answers."""
        try:
            return FittedHttp(self, shop, self.identity())
        except (ModelInTrouble, ContractBroken) as trouble:
            raise CandidateNotFitted(
                f"Candidate {self.id!r} cannot be fitted, for {self.url} does not say which model "
                f"it is: {trouble} Try `python -m recommender contract {self.url}`."
            ) from trouble

    def layout(self, shop: Shop) -> Mapping[str, Layout]:
        return {"model": Layout("uint8", (IDENTITY_MOST,), exact=False)}

    def open(self, shop: Shop, arrays: Mapping[str, np.ndarray]) -> "FittedHttp":
        identity = text_of(arrays["model"])
        known = isinstance(identity, dict) and identity.keys() == {"id", "fingerprint"}
        if not known or not all(isinstance(each, str) for each in identity.values()):
            raise ArraysRefused("it does not say which model was asked")
        return FittedHttp(self, shop, identity)


class FittedHttp(FittedCandidate):
    """The model that answered when the candidate was fitted, and no other."""

    candidate: HttpCandidate

    def __init__(self, candidate: HttpCandidate, shop: Shop, identity: dict[str, str]):
        super().__init__(candidate, shop.catalogue)
        self.identity = identity

    def recommend(self, situation: Situation, slate_size: int = SLATE_SIZE) -> Slate:
        return self.recommend_all([situation], slate_size)[0]

    def recommend_all(
        self, situations: Sequence[Situation], slate_size: int = SLATE_SIZE
    ) -> list[Slate]:
        questions = [question_of(situation, slate_size) for situation in situations]
        replies = self.candidate.model.ask_all(questions)
        return [
            self._slate(reply, situation, slate_size)
            for reply, situation in zip(replies, situations, strict=True)
        ]

    def card(self) -> dict[str, object]:
        return {**super().card(), "model": self.identity["id"]}

    def arrays(self) -> Mapping[str, np.ndarray]:
        return {"model": text_array(self.identity)}

    def arrays_now(self) -> Mapping[str, np.ndarray]:
        return {"model": text_array(self.candidate.identity())}

    def _slate(self, reply: Reply | ModelInTrouble, situation: Situation, slate_size: int) -> Slate:
        try:
            if isinstance(reply, ModelInTrouble):
                raise reply
            answer = read_reply(reply, slate_size, self.catalogue)
            self._refuse_another(answer)
        except ModelInTrouble as trouble:
            return self._empty(trouble.trouble, str(trouble))
        except ContractBroken as broken:
            return self._empty(Trouble.CONTRACT, str(broken))
        return self._kept(answer, situation)

    def _refuse_another(self, answer: Answer) -> None:
        if answer.model_fingerprint != self.identity["fingerprint"]:
            raise ContractBroken(
                f"Another model answers: its fingerprint is {answer.model_fingerprint!r}, and "
                f"{self.identity['fingerprint']!r} was fitted. Fit the candidate again."
            )

    def _kept(self, answer: Answer, situation: Situation) -> Slate:
        bought = set(situation.product_ids)
        kept = [each for each in answer.recommendations if each.product_id not in bought]
        if not kept:
            what = "only what was bought" if answer.recommendations else "nothing"
            return self._empty(Trouble.EMPTY, f"The model recommends {what}.")
        recommendations = tuple(replace(each, rank=rank) for rank, each in enumerate(kept, 1))
        left_out = len(answer.recommendations) - len(kept)
        note = f"Left out of the model's answer: {left_out} already bought." if left_out else ""
        return Slate(self.candidate.id, recommendations, note)

    def _empty(self, trouble: Trouble, note: str) -> Slate:
        return Slate(self.candidate.id, (), note, trouble)


KIND = HttpCandidate
