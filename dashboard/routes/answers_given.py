"""Where the answers of a review go: verdicts, judgements and preferences."""

from dataclasses import asdict
from typing import Any

from starlette.routing import BaseRoute, Route

from dashboard import resources
from dashboard.pictures import lacking
from dashboard.releases import answering as services
from dashboard.releases import reviewing
from dashboard.releases.asked import Column
from dashboard.releases.choices import Answer, Opinion
from dashboard.releases.facts import AlreadyAnswered
from dashboard.releases.frozen_pictures import slate_pictures
from dashboard.releases.person import Person
from dashboard.routes.answers import Conflict, Unseen, plain
from dashboard.routes.forms import AnswerForm, taking


class VerdictForm(AnswerForm):
    """On the slate in one column."""

    column: str
    value: Answer
    comment: str = ""


class JudgementForm(AnswerForm):
    """On one product; `reasons` are ids of the settings."""

    product: str
    value: Opinion
    reasons: tuple[str, ...] = ()
    comment: str = ""


class PreferenceForm(AnswerForm):
    """The columns preferred."""

    best: list[str]


def routes() -> list[BaseRoute]:
    at = "/api/releases/{name}"
    return [
        Route(f"{at}/verdicts", taking(VerdictForm, give_verdict), methods=["POST"]),
        Route(f"{at}/judgements", taking(JudgementForm, judge), methods=["POST"]),
        Route(f"{at}/preferences", taking(PreferenceForm, prefer), methods=["POST"]),
    ]


def give_verdict(name: str, person: Person, form: VerdictForm) -> dict[str, Any]:
    if form.value is not Answer.NONE:
        refuse_unseen(name, person, form)
    receipt = services.give_verdict(
        resources.sessions(),
        person,
        name,
        form.revision,
        form.scenario,
        Column(form.column),
        form.value,
        form.comment,
        form.expected_version,
    )
    return stored(receipt, "value", "comment") | {"column": form.column}


def refuse_unseen(name: str, person: Person, form: VerdictForm) -> None:
    """No verdict on a slate whose pictures could not be shown."""
    about = (name, form.revision, form.scenario, form.column)
    missing = len(lacking(slate_pictures(resources.sessions(), *about, person)))
    if missing:
        are = "1 of its pictures is" if missing == 1 else f"{missing} of its pictures are"
        raise Unseen(
            f"Column {form.column} cannot be answered here: {are} missing on this server. "
            "Nothing was saved; tell whoever runs Vitrine."
        )


def judge(name: str, person: Person, form: JudgementForm) -> dict[str, Any]:
    receipt = services.judge(
        resources.sessions(),
        person,
        name,
        form.revision,
        form.scenario,
        form.product,
        form.value,
        form.reasons,
        form.comment,
        form.expected_version,
        [each.id for each in resources.settings().review.reasons],
    )
    return stored(receipt, "product", "value", "reasons", "comment")


def prefer(name: str, person: Person, form: PreferenceForm) -> dict[str, Any]:
    sessions, about = resources.sessions(), (name, form.revision, form.scenario)
    try:
        receipt = services.prefer(
            sessions, person, *about, map(Column, form.best), form.expected_version
        )
    except AlreadyAnswered as fact:
        standing = reviewing.columns_in(sessions, *about, person)
        stands = [letter for letter, each in standing.items() if each in fact.stored.best]
        told = {"best": stands, "version": fact.stored.version}
        raise Conflict(str(fact), {"stored": told}) from fact
    return stored(receipt) | {"best": form.best}


def stored(receipt: object, *names: str) -> dict[str, Any]:
    """What the page needs of a receipt; never the candidate."""
    told = asdict(receipt)
    return plain({name: told[name] for name in ("scenario", "version", "at", "found", *names)})
