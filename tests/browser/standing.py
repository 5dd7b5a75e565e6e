"""What the record holds of one reviewer's answers: on whose slate, or on which product."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from playwright.sync_api import Response
from sqlalchemy import select

from dashboard.releases.database import disconnect, reading, sessions
from dashboard.releases.person import Person
from dashboard.releases.reviewing import review_sheet
from dashboard.releases.said import Judgement, Preference, Verdict
from tests.house import House


@dataclass(frozen=True)
class Answer:
    """`about` is whose slate, which product, or whose slates are preferred."""

    kind: str
    scenario: str
    about: str
    value: str = ""
    version: int = 1


class Standing:
    """One release as one person reviews it; `columns` tell whose slate stands under a letter."""

    def __init__(self, house: House, name: str, person: str):
        self._address, self._person = house.environment["VITRINE_DATABASE"], person
        reviewer = Person(person, person, roles=frozenset({"reviewer"}))
        record = sessions(self._address)
        lines = review_sheet(record, name, reviewer).scenarios
        disconnect(record)
        self.columns: Mapping[str, Mapping[str, str]] = {each.id: each.columns for each in lines}

    def answers(self) -> Counter[Answer]:
        """How often each is stored."""
        record = sessions(self._address)
        with reading(record) as session:
            tables = (Verdict, Judgement, Preference)
            mine = [select(each).where(each.person_id == self._person) for each in tables]
            rows = [row for each in mine for row in session.scalars(each)]
        disconnect(record)
        return Counter(map(_stored, rows))

    def told(self, response: Response) -> Answer:
        """The answer whose storing was acknowledged to the browser."""
        kind, sent = response.url.rpartition("/")[2], response.request.post_data_json
        columns = self.columns[sent["scenario"]]
        best = sorted(columns[each] for each in sent.get("best", ()))
        about = sent.get("product") or ",".join(best) or columns[sent["column"]]
        version = sent["expected_version"] + 1
        return Answer(kind, sent["scenario"], about, sent.get("value", ""), version)


def _stored(row: Verdict | Judgement | Preference) -> Answer:
    if isinstance(row, Preference):
        return Answer("preferences", row.scenario_id, ",".join(row.best), version=row.version)
    verdict = isinstance(row, Verdict)
    kind, about = ("verdicts", row.candidate_id) if verdict else ("judgements", row.product_id)
    return Answer(kind, row.scenario_id, about, str(row.value), row.version)
