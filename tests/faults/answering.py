"""A process that answers every slate for one reviewer and says what was acknowledged."""

import sys

from dashboard.releases.answering import give_verdict
from dashboard.releases.choices import Answer
from dashboard.releases.database import sessions
from dashboard.releases.person import Person


def main(address: str, person_id: str, name: str, slates: str) -> None:
    """Start over from the first slate, whatever an earlier process has stored."""
    person = Person(person_id, person_id.title(), roles=frozenset({"reviewer"}))
    record = sessions(address)
    for slate in slates.split(","):
        scenario, candidate = slate.split("/")
        receipt = give_verdict(
            record, person, name, 1, scenario, candidate, Answer.SHOW, comment=person_id
        )
        print(slate, receipt.version, receipt.found, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
