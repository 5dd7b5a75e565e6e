"""A process that answers question after question for one reviewer, and says what was stored."""

import sys
from typing import NamedTuple

from dashboard.releases.answering import give_verdict, judge, prefer
from dashboard.releases.choices import Answer, Opinion
from dashboard.releases.database import Sessions, sessions
from dashboard.releases.person import Person
from dashboard.releases.receipts import JudgementReceipt, PreferenceReceipt, VerdictReceipt


class Question(NamedTuple):
    """What one is asked: `about` is whose slate, which product, or whose slate is the best."""

    kind: str
    scenario: str
    about: str

    @classmethod
    def read(cls, text: str) -> "Question":
        return cls(*text.split("/"))

    def __str__(self) -> str:
        return "/".join(self)

    def answer(
        self, record: Sessions, person: Person, name: str
    ) -> VerdictReceipt | JudgementReceipt | PreferenceReceipt:
        """Well of it, with the person's id as the comment."""
        at = (record, person, name, 1, self.scenario)
        if self.kind == "verdict":
            return give_verdict(*at, self.about, Answer.SHOW, comment=person.id)
        if self.kind == "judgement":
            return judge(*at, self.about, Opinion.SUITS, comment=person.id)
        return prefer(*at, [self.about])


def main(address: str, person_id: str, name: str, *questions: str) -> None:
    """Start over from the first question, whatever an earlier process has stored."""
    person = Person(person_id, person_id.title(), roles=frozenset({"reviewer"}))
    record = sessions(address)
    for question in questions:
        receipt = Question.read(question).answer(record, person, name)
        print(question, receipt.version, receipt.found, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
