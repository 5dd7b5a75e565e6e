"""The exports by name and ending, each made from an outcome."""

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path

from dashboard.figures import rows, tables, trec
from dashboard.figures.groups import Roles
from dashboard.figures.table import Table, as_csv, as_parquet
from dashboard.releases.outcome import Outcome
from recommender.file_replacement import replace_files
from recommender.refusal import Refusal
from recommender.words import did_you_mean


class What(StrEnum):
    VERDICTS = "verdicts"
    JUDGEMENTS = "judgements"
    PREFERENCES = "preferences"
    FIGURES = "figures"
    TRAINING = "training"


KINDS = {
    "csv": "text/csv; charset=utf-8",
    "parquet": "application/vnd.apache.parquet",
    "qrels": "text/plain; charset=utf-8",
    "run": "text/plain; charset=utf-8",
}
FORMS: dict[str, Callable[[Table], bytes]] = {"csv": as_csv, "parquet": as_parquet}


class NoSuchExport(Refusal):
    """What was asked for is not among the exports."""


class Unsaved(Refusal):
    """A file that could not be written."""


def export(outcome: Outcome, what: str, ending: str, roles: Roles) -> bytes:
    """`what` names a table, or with the ending `run` a candidate; raises NoSuchExport."""
    if ending == "run":
        known = [each["id"] for each in outcome.candidates]
        if what not in known:
            raise NoSuchExport(
                f"{outcome.release} has no candidate {what[:64]!r}.{did_you_mean(what, known)}"
            )
        return trec.run(outcome, what).encode()
    if what not in [str(each) for each in What]:
        raise NoSuchExport(
            f"There is no export {what[:64]!r}.{did_you_mean(what, [str(each) for each in What])}"
        )
    if ending == "qrels" and what == What.JUDGEMENTS:
        return trec.qrels(outcome).encode()
    if ending not in FORMS:
        raise NoSuchExport(
            f"{what} are exported as .csv or .parquet, judgements as .qrels too, and a "
            f"candidate's slates as .run; not as {ending[:16] or 'nothing'!r}."
        )
    return FORMS[ending](_table(outcome, What(what), roles))


def save(path: Path, content: bytes) -> None:
    """All of it or nothing; raises Unsaved."""
    try:
        replace_files({path: content})
    except OSError as error:
        raise Unsaved(
            f"{path} cannot be written: {error.strerror}; name a file in a folder that is there."
        ) from error


def _table(outcome: Outcome, what: What, roles: Roles) -> Table:
    match what:
        case What.VERDICTS:
            return tables.verdicts(outcome)
        case What.JUDGEMENTS:
            return tables.judgements(outcome)
        case What.PREFERENCES:
            return tables.preferences(outcome)
        case What.FIGURES:
            return rows.figures(outcome, roles)
        case What.TRAINING:
            return tables.training(outcome)
