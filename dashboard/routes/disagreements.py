"""The addresses of where people differ, and of how a case is settled."""

from dataclasses import asdict
from typing import Any

from starlette.requests import Request
from starlette.routing import BaseRoute, Route

from dashboard import resources
from dashboard.agreement import told
from dashboard.display import shown
from dashboard.releases import disagreements as reads
from dashboard.releases import settling
from dashboard.releases.asked import Column
from dashboard.releases.choices import State
from dashboard.releases.disagreements import Case, CaseColumn, Disagreements, Voice
from dashboard.releases.person import Person
from dashboard.releases.stored import StoredSettlement
from dashboard.routes.answers import answering, plain, start_of
from dashboard.routes.forms import AnswerForm, taking


class SettlementForm(AnswerForm):
    """What counts for a column or for a product, and why."""

    column: str = ""
    product: str = ""
    value: str
    reason: str


def routes() -> list[BaseRoute]:
    at = "/api/releases/{name}"
    return [
        Route(f"{at}/disagreements", answering(disagreements)),
        Route(f"{at}/settlements", taking(SettlementForm, settle), methods=["POST"]),
    ]


def disagreements(request: Request) -> dict[str, Any]:
    """The cases open to this person, some at a time: those not settled first, the most different
    of them first; `next` where more follow. How far people agree is told with the first."""
    person, start = request.scope["person"], start_of(request)
    name = request.path_params["name"]
    found = reads.disagreements(resources.sessions(), name, person, start)
    agreed = None if start else asdict(told(found.verdicts, found.judgements))
    why_not = cannot_settle(found, person)
    return plain(
        {
            "name": found.name,
            "title": found.title,
            "revision": found.revision,
            "blind": found.blind,
            "unnamed": found.sight.why,
            "can_settle": not why_not,
            "why_not": why_not,
            "agreement": agreed,
            "hidden": hidden(found, person),
            "nothing": nothing(found, person),
            "open": found.counted.found - found.counted.settled,
            "settled": found.counted.settled,
            "next": found.next,
            "cases": [drawn(each, found) for each in found.cases],
            "shoppers": {each: asdict(shopper) for each, shopper in found.shoppers.items()},
            "products": shown(found.products),
        }
    )


def drawn(case: Case, found: Disagreements) -> dict[str, Any]:
    return {
        "scenario": case.scenario,
        "columns": [column(each, found) for each in case.columns],
        "product": case.product,
        "products": case.products,
        "said": [voice(each) for each in case.voices],
        "settled": settled(case.settled) if case.is_settled else None,
        "version": case.settled.version if case.settled else 0,
    }


def column(each: CaseColumn, found: Disagreements) -> dict[str, Any]:
    title = "" if found.blind else found.candidates[each.candidate]
    return {"letter": each.letter, "model": title, "version": each.version}


def voice(said: Voice) -> dict[str, Any]:
    titles = {each.id: each.title for each in resources.settings().review.reasons}
    return asdict(said) | {"reasons": [titles.get(each, each) for each in said.reasons]}


def settled(stored: StoredSettlement) -> dict[str, Any]:
    return {
        "value": stored.value,
        "reason": stored.reason,
        "who": stored.person_name,
        "at": stored.at,
    }


def cannot_settle(found: Disagreements, person: Person) -> str:
    """Why this person settles nothing here; empty where they do."""
    if not person.approver:
        return "Cases are settled by an approver."
    if person.id == found.opened_by:
        return "You opened this release, so another approver settles its cases."
    if found.signed:
        return "The release bears a signature: what was settled stays as it is."
    if found.state not in settling.OPEN:
        return "The release is decided: what was settled stays as it is."
    if found.hidden and not person.reviewer:
        return "You can settle cases once the review is closed."
    return ""


def can_close(found: Disagreements, person: Person) -> bool:
    own = person.id == found.opened_by
    return found.state is State.IN_REVIEW and person.approver and not person.reviewer and not own


def hidden(found: Disagreements, person: Person) -> str:
    """What is told of the scenarios whose answers are not open to this person yet."""
    if not found.hidden:
        return ""
    if found.state is State.CANCELLED and not person.reviewer:
        return "This release was cancelled before its review was closed; no answers are shown."
    if can_close(found, person):
        return "You can close the review; then you see what people said, and settle it."
    if not person.reviewer:
        return "While the review is open you see no answers; they open to you when it is closed."
    left = f"{found.hidden} of {found.scenarios} shoppers"
    return f"You see what others said once you have answered yourself: {left} are still hidden."


def nothing(found: Disagreements, person: Person) -> dict[str, str] | None:
    """What the page says where it has no case to show."""
    if found.counted.found:
        return None
    if found.hidden == found.scenarios and person.reviewer:
        return said("Answer first", hidden(found, person), "review", "Go to the review")
    if found.hidden == found.scenarios:
        way = ("decision", "Go to the decision") if can_close(found, person) else ("", "")
        return said("Not open yet", hidden(found, person), *way)
    if not shared(found):
        text = "Where two people have answered the same shopper, this page shows how they differ."
        return said("Not enough people yet", text)
    return said("Nobody differs", "Wherever two people answered, they gave the same answer.")


def said(title: str, text: str, page: str = "", link: str = "") -> dict[str, str]:
    """`page`: where `link` leads."""
    return {"title": title, "text": text, "page": page, "link": link}


def shared(found: Disagreements) -> bool:
    """Whether two people answered the same anywhere."""
    answered = [on for _, on, _ in (*found.verdicts, *found.judgements)]
    return len(set(answered)) < len(answered)


def settle(name: str, person: Person, form: SettlementForm) -> dict[str, Any]:
    receipt = settling.settle(
        resources.sessions(),
        person,
        name,
        form.revision,
        form.scenario,
        form.value,
        form.reason,
        candidate=Column(form.column) if form.column else "",
        product=form.product,
        expected_version=form.expected_version,
    )
    kept = ("scenario", "version", "value", "reason", "who", "at", "found")
    stored = asdict(receipt)
    return plain({each: stored[each] for each in kept})
