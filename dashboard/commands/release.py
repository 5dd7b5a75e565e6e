"""A release without a browser, through the same functions as the pages."""

import json
import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from dashboard import entrance, evidence, resources
from dashboard.gate import compare
from dashboard.releases import answering, queries, reviewing, services
from dashboard.releases.assigning import idle
from dashboard.releases.choices import Answer, Decision
from dashboard.releases.confirmation import digits_seen
from dashboard.releases.facts import ModelInTrouble, NotAllowed
from dashboard.releases.migrations import refuse_pending
from dashboard.releases.person import Person
from recommender.words import did_you_mean

HELP = "Open, list, show, judge, close, sign, export, revise or cancel a release."
OPERATOR = Person("command", "Command line", roles=frozenset({"proposer"}))
"""The person in whose name a command acts that was run without --as. Models are shown to them by
name, so nothing that was said in an open review is."""


def add_arguments(parser: ArgumentParser) -> None:
    below = parser.add_subparsers(required=True, metavar="ACTION")
    _add(below, "list", list_all, named=False, acting=False)
    _add(below, "show", show, acting=False)
    opening = _add(below, "open", open_)
    opening.add_argument("--title")
    opening.add_argument("--due", type=date.fromisoformat, metavar="YYYY-MM-DD")
    for each in (opening, _add(below, "revise", revise)):
        each.add_argument("--candidate", action="append", required=True, metavar="ID")
        each.add_argument("--incumbent", metavar="ID")
        each.add_argument("--scenario", action="append", default=[], metavar="ID")
        each.add_argument(
            "--allow-trouble",
            action="store_true",
            help="even where a model has no selection for some shopper",
        )
    verdict = _add(below, "verdict", give_verdict)
    verdict.add_argument("--scenario", required=True, metavar="ID")
    verdict.add_argument("--candidate", required=True, metavar="ID")
    verdict.add_argument("--verdict", required=True, choices=[str(each) for each in Answer])
    verdict.add_argument("--comment", default="")
    _add(below, "close", close)
    _add(below, "cancel", cancel)
    signing = _add(below, "sign", sign)
    signing.add_argument("--decision", required=True, choices=[str(each) for each in Decision])
    signing.add_argument("--candidate", action="append", default=[], metavar="ID")
    signing.add_argument("--reason", default="")
    signing.add_argument("--role", metavar="approver:NAME")
    signing.add_argument("--confirm", required=True, metavar="TEXT", help="as `show` gives it")
    exporting = _add(below, "export", export, acting=False)
    exporting.add_argument(
        "--what",
        required=True,
        metavar="NAME",
        help="verdicts, judgements, preferences, figures, training; for FILE.run a candidate's id",
    )
    exporting.add_argument(
        "--to",
        required=True,
        type=Path,
        metavar="FILE",
        help="its ending says the form: .csv (UTF-8 with a byte order mark, for Excel), .parquet, "
        "for judgements .qrels, for slates .run",
    )


def _add(below, name: str, act, *, named: bool = True, acting: bool = True) -> ArgumentParser:
    parser = below.add_parser(name)
    if named:
        parser.add_argument("name", help="the release's name")
    if acting:
        parser.add_argument("--as", dest="person", required=True, metavar="PERSON")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.set_defaults(act=act)
    return parser


def run(arguments: Namespace) -> int:
    refuse_pending(resources.settings().database)
    answer, sentence = arguments.act(arguments)
    print(json.dumps(answer, indent=2, ensure_ascii=False) if arguments.json else sentence)
    return 0


def acting(arguments: Namespace) -> Person:
    """Whom --as names: with the demo sign-in anybody listed, else whose token is borne."""
    settings = resources.settings()
    person = entrance.person(arguments.person)
    if person is None:
        known = [each.id for each in settings.people]
        hint = did_you_mean(arguments.person, known)
        raise NotAllowed(f"vitrine.toml lists nobody called {arguments.person!r}.{hint}")
    borne = entrance.bearer(os.environ.get("VITRINE_TOKEN", ""))
    if not settings.demo_open and (borne is None or borne.id != person.id):
        raise NotAllowed(f"To act as {person.id}, put their token into VITRINE_TOKEN.")
    return person


def shown(name: str) -> dict:
    page = queries.release_page(resources.sessions(), name, OPERATOR)
    return {
        "name": page.line.name,
        "title": page.line.title,
        "revision": page.line.revision,
        "state": str(page.line.state),
        "due_on": page.line.due_on.isoformat() if page.line.due_on else None,
        "fingerprint": page.fingerprint,
        "review": page.review,
        "confirm": dict(page.confirm),
        "scenarios": [each.id for each in page.scenarios],
        "candidates": [each["id"] for each in page.candidates],
        "missing": list(page.missing),
    }


def list_all(_arguments: Namespace) -> tuple[list, str]:
    lines = queries.releases_for(resources.sessions(), OPERATOR)
    answer = [
        {
            "name": each.name,
            "title": each.title,
            "state": str(each.state),
            "revision": each.revision,
        }
        for each in lines
    ]
    text = "\n".join(f"{each['name']}: {each['state']}" for each in answer)
    return answer, text or "No release yet."


def show(arguments: Namespace) -> tuple[dict, str]:
    answer = shown(arguments.name)
    missing = answer["missing"] or ["Every slate has the verdicts it needs."]
    return answer, "\n".join([f"{answer['name']}: {answer['state']}", *missing])


def open_(arguments: Namespace) -> tuple[dict, str]:
    person = acting(arguments)
    record = evidence.gather(arguments.candidate, arguments.scenario, arguments.incumbent)
    with naming_the_option():
        services.open_release(
            resources.sessions(),
            person,
            arguments.name,
            record,
            title=arguments.title,
            due_on=arguments.due,
            allow_trouble=arguments.allow_trouble,
        )
    for note in idle(record):
        print(note, file=sys.stderr)
    return shown(arguments.name), f"{arguments.name} is open for review."


def revise(arguments: Namespace) -> tuple[dict, str]:
    person = acting(arguments)
    record = evidence.gather(arguments.candidate, arguments.scenario, arguments.incumbent)
    with naming_the_option():
        services.revise_release(
            resources.sessions(),
            person,
            arguments.name,
            record,
            allow_trouble=arguments.allow_trouble,
        )
    return shown(arguments.name), f"{arguments.name} is revised and back in review."


@contextmanager
def naming_the_option() -> Iterator[None]:
    """A refusal for a model in trouble says how a command goes on all the same."""
    try:
        yield
    except ModelInTrouble as fact:
        raise ModelInTrouble(f"{fact} For that, add --allow-trouble.") from fact


def give_verdict(arguments: Namespace) -> tuple[dict, str]:
    person, sessions = acting(arguments), resources.sessions()
    seen = reviewing.scenario_evidence(sessions, arguments.name, arguments.scenario, person)
    mine = seen.mine.get(arguments.candidate)
    answering.give_verdict(
        sessions,
        person,
        arguments.name,
        seen.revision,
        arguments.scenario,
        arguments.candidate,
        Answer(arguments.verdict),
        arguments.comment,
        mine.version if mine else 0,
    )
    return shown(arguments.name), "The verdict is stored."


def close(arguments: Namespace) -> tuple[dict, str]:
    services.close_review(resources.sessions(), acting(arguments), arguments.name)
    return shown(arguments.name), f"The review of {arguments.name} is closed."


def cancel(arguments: Namespace) -> tuple[dict, str]:
    services.cancel_release(resources.sessions(), acting(arguments), arguments.name)
    return shown(arguments.name), f"{arguments.name} is cancelled."


def sign(arguments: Namespace) -> tuple[dict, str]:
    person, sessions = acting(arguments), resources.sessions()
    page = queries.release_page(sessions, arguments.name, person)
    services.sign_off(
        sessions,
        person,
        arguments.name,
        Decision(arguments.decision),
        arguments.candidate,
        arguments.reason,
        arguments.confirm,
        *(digits_seen(arguments.confirm) or (page.fingerprint, page.review)),
        arguments.role,
        compare=compare,
    )
    return shown(arguments.name), f"{arguments.name} is signed {arguments.decision}."


def export(arguments: Namespace) -> tuple[dict, str]:
    # scipy takes a second to import, which no other command should wait for.
    from dashboard.figures.exporting import export as exported
    from dashboard.figures.exporting import save
    from dashboard.releases.outcome import outcome_to_take

    found = outcome_to_take(resources.sessions(), arguments.name, OPERATOR)
    roles = {each.id: each.roles for each in resources.settings().people}
    path: Path = arguments.to
    save(path, exported(found, arguments.what, path.suffix.removeprefix("."), roles))
    answer = {"release": arguments.name, "what": arguments.what, "file": str(path)}
    return answer, f"{arguments.what} of {arguments.name} written to {path}."
