"""Verdicts by shopper and candidate, with their pictures."""

from dashboard.components.frontend import frontend, heard


def evidence_table(table: dict) -> str | None:
    """The scenario that was opened by a click."""
    answer = frontend("decision")(data=table, key="evidence", on_opened_change=heard)
    return answer.opened
