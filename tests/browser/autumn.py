"""A release that was reviewed by two people, closed and signed GO."""

from dashboard.releases import reviewing
from dashboard.releases.answering import give_verdict, judge, prefer
from dashboard.releases.choices import Answer, Decision, Opinion
from dashboard.releases.database import Sessions
from dashboard.releases.person import Person
from dashboard.releases.queries import release_page
from dashboard.releases.services import close_review, sign_off
from tests.small_release import nothing_moved

NAME = "autumn"
APPROVER = Person("head-of-brand", "Head of brand", roles=frozenset({"approver:brand"}))
MERCHANDISER = Person("merchandiser", "Merchandiser", roles=frozenset({"reviewer"}))
BRAND_MANAGER = Person("brand-manager", "Brand manager", roles=frozenset({"reviewer"}))
REVIEWERS = (MERCHANDISER, BRAND_MANAGER)
SCENARIOS = (
    "candles-again",
    "tea-for-two",
    "the-new-camper",
    "the-writing-desk",
    "sandals-in-january",
)
VERDICTS = {"als": Answer.SHOW, "bm25": Answer.RESERVATIONS, "best-sellers": Answer.DO_NOT_SHOW}
HOSTILE = "<img src=x onerror=alert(1)> **never**"


def review(record: Sessions, name: str, scenarios: tuple[str, ...]) -> None:
    """Everybody says the same of each model, and refuses the first best seller."""
    for person in REVIEWERS:
        for scenario in scenarios:
            for candidate, value in VERDICTS.items():
                comment = HOSTILE if value is Answer.DO_NOT_SHOW else ""
                give_verdict(record, person, name, 1, scenario, candidate, value, comment)
            prefer(record, person, name, 1, scenario, ["als"])
            first = best_sellers(record, name, scenario)[0]
            judge(record, person, name, 1, scenario, first, Opinion.NEVER, ["wrong-universe"])


def differ(record: Sessions) -> None:
    """On one product."""
    second = best_sellers(record, NAME, SCENARIOS[0])[1]
    judge(record, MERCHANDISER, NAME, 1, SCENARIOS[0], second, Opinion.SUITS)
    judge(record, BRAND_MANAGER, NAME, 1, SCENARIOS[0], second, Opinion.NEVER, ["too-similar"])


def sign(record: Sessions) -> None:
    close_review(record, APPROVER, NAME)
    page = release_page(record, NAME, APPROVER)
    confirm = page.confirm[Decision.GO]
    signs = (Decision.GO, ["als"], "It suits.", confirm, page.fingerprint, page.review)
    sign_off(record, APPROVER, NAME, *signs, compare=nothing_moved)


def best_sellers(record: Sessions, name: str, scenario: str) -> list[str]:
    seen = reviewing.scenario_evidence(record, name, scenario, MERCHANDISER)
    return [each["product_id"] for each in seen.evidence["best-sellers"]["slate"]]
