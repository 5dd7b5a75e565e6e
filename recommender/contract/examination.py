"""Questions that tell whether a served model keeps the contract, and what was wrong with each."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from recommender.catalogue import Catalogue
from recommender.contract.answer import Answer, ContractBroken
from recommender.contract.reply import read_reply
from recommender.served_model import ModelInTrouble, Reply, ServedModel, question_of
from recommender.situation import Bought, Situation
from recommender.slate import Trouble

SLATE_SIZE = 12
STRANGER = "no-such-product"
DAY = date(2026, 3, 10)


@dataclass(frozen=True)
class Check:
    """One question and what is wrong with its answer; nothing wrong means kept."""

    name: str
    wrong: tuple[str, ...] = ()

    @property
    def kept(self) -> bool:
        return not self.wrong

    def as_record(self) -> dict[str, object]:
        return {"check": self.name, "kept": self.kept, "wrong": list(self.wrong)}


@dataclass(frozen=True)
class Examination:
    """A served model and what it should know.

    `product_ids` make the ordinary basket; without them it is what the model itself recommends.
    Where there is no catalogue, products are not checked against one.
    """

    model: ServedModel
    product_ids: Sequence[str] = ()
    catalogue: Catalogue | None = None

    def checks(self) -> list[Check]:
        """ModelInTrouble where the model cannot be reached at all."""
        cold, answer = self._check("a cold shopper", Situation(), SLATE_SIZE)
        ordinary = self._ordinary(answer)
        basket, first = self._check("an ordinary basket", ordinary, SLATE_SIZE)
        if first and not first.recommendations:
            basket = replace(basket, wrong=("The answer holds no recommendations.",))
        single, _ = self._check("a slate size of 1", ordinary, 1)
        unknown, _ = self._check("an unknown product", Situation.of(STRANGER), SLATE_SIZE)
        return [basket, cold, single, unknown, self._same_again(ordinary, first)]

    def _ordinary(self, cold: Answer | None) -> Situation:
        own = [each.product_id for each in cold.recommendations[:3]] if cold else []
        bought = [Bought(each, on=DAY) for each in self.product_ids or own or [STRANGER]]
        return Situation(tuple(bought), {"segment": "new"}, DAY)

    def _same_again(self, situation: Situation, first: Answer | None) -> Check:
        again, second = self._check("the same question twice", situation, SLATE_SIZE)
        if not first or not second or first == second:
            return again
        return replace(again, wrong=("The same situation got two different answers.",))

    def _check(
        self, name: str, situation: Situation, slate_size: int
    ) -> tuple[Check, Answer | None]:
        try:
            reply = self.model.ask(question_of(situation, slate_size))
        except ModelInTrouble as trouble:
            if trouble.trouble is Trouble.FAILING:
                raise
            return Check(name, (str(trouble),)), None
        try:
            return Check(name), read_reply(reply, slate_size, self.catalogue)
        except ContractBroken as broken:
            return Check(name, broken.sentences), None
        except ModelInTrouble as trouble:
            return Check(name, (str(trouble), *self._culprits(reply, situation))), None

    def _culprits(self, reply: Reply, situation: Situation) -> list[str]:
        """Of a question that is not taken: the names without which it is."""
        if not 400 <= reply.status < 500:
            return []
        question = question_of(situation, SLATE_SIZE)
        shorter = [{key: question[key] for key in question if key != name} for name in question]
        taken = [
            isinstance(each, Reply) and each.is_success for each in self.model.ask_all(shorter)
        ]
        return [
            f"Without `{name}` it answers." for name, ok in zip(question, taken, strict=True) if ok
        ]
