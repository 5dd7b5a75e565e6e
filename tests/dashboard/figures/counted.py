"""The small release, reviewed by two people so that every figure can be counted by hand."""

from dashboard.releases.answering import give_verdict, judge, prefer
from dashboard.releases.choices import Answer, Opinion
from dashboard.releases.database import Sessions
from dashboard.releases.services import close_review
from tests.small_release import BRAND, NAME, REVIEWER, SECOND_REVIEWER, opened

ROLES = {REVIEWER.id: ("reviewer",), SECOND_REVIEWER.id: ("reviewer", "approver:style")}
FORMULA = '=HYPERLINK("https://example.com")'
VERDICTS = (
    (REVIEWER, "new-camper", "als", Answer.SHOW, ""),
    (SECOND_REVIEWER, "new-camper", "als", Answer.DO_NOT_SHOW, FORMULA),
    (REVIEWER, "new-camper", "best-sellers", Answer.SHOW, ""),
    (REVIEWER, "regular", "als", Answer.SHOW, "+1"),
    (SECOND_REVIEWER, "regular", "als", Answer.SHOW, "\tindented, „quoted“ and\ntwo lines"),
    (REVIEWER, "regular", "best-sellers", Answer.RESERVATIONS, ""),
    (SECOND_REVIEWER, "regular", "best-sellers", Answer.SHOW, ""),
)
JUDGEMENTS = (
    (REVIEWER, "0012", Opinion.SUITS, ()),
    (SECOND_REVIEWER, "0012", Opinion.SUITS, ()),
    (REVIEWER, "0034", Opinion.NEVER, ("wrong-universe",)),
    (SECOND_REVIEWER, "0034", Opinion.DOUBTFUL, ("too-similar", "wrong-universe")),
)


def counted(sessions: Sessions, close: bool = True, **changes: object) -> None:
    opened(sessions, **changes)
    for person, scenario, candidate, value, comment in VERDICTS:
        give_verdict(sessions, person, NAME, 1, scenario, candidate, value, comment)
    for person, product, value, reasons in JUDGEMENTS:
        judge(sessions, person, NAME, 1, "new-camper", product, value, reasons)
    prefer(sessions, REVIEWER, NAME, 1, "new-camper", ["als"])
    prefer(sessions, SECOND_REVIEWER, NAME, 1, "new-camper", ["als", "best-sellers"])
    if close:
        close_review(sessions, BRAND, NAME)
