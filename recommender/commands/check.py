"""check: every expectation of every scenario for every candidate."""

import json
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from tqdm import tqdm

from recommender.candidate import FittedCandidate
from recommender.evaluation import Evidence, evaluate_all
from recommender.expectations import Finding, known, standing_expectations
from recommender.fitted import open_candidates, staleness
from recommender.junit import junit
from recommender.refusal import Refusal
from recommender.scenario import Suite, load_scenarios
from recommender.scenario.ownership import refuse_foreign_suite
from recommender.settings import Settings
from recommender.shop import Shop, open_shop
from recommender.terminal import printable

HELP = "Check every expectation of every scenario for every candidate; exit 1 if one is unmet."


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--shop", type=Path, metavar="DIR", help="instead of vitrine.toml's")
    parser.add_argument("--scenarios", type=Path, metavar="DIR", help="instead of vitrine.toml's")
    parser.add_argument(
        "--candidate",
        action="append",
        default=[],
        metavar="ID",
        help="may be repeated; all of vitrine.toml without",
    )
    parser.add_argument(
        "--junit", type=Path, metavar="FILE", help="write JUnit XML for a CI server"
    )
    parser.add_argument(
        "--summary",
        type=Path,
        metavar="FILE",
        help="write the findings in words too, as they are printed without --json",
    )
    parser.add_argument("--json", action="store_true", help="print the evidence as JSON")


def run(arguments: Namespace) -> int:
    """1 where an expectation is unmet or a scenario file cannot be read."""
    settings = Settings.load()
    shop = open_shop(arguments.shop or settings.shop)
    folder = arguments.scenarios or settings.scenarios
    refuse_foreign_suite(folder, shop.name)
    suite = load_scenarios(folder, shop.catalogue)
    if not suite.scenarios and not suite.troubles:
        raise Refusal(f"{folder} holds no scenario; write one, such as {folder}/first.yaml.")
    candidates = _candidates(settings, arguments.candidate, shop)
    standing = standing_expectations(settings.expect, known(shop.catalogue))
    with tqdm(disable=not sys.stderr.isatty(), leave=False, unit="slate") as bar:
        evidence = evaluate_all(
            suite.scenarios, candidates, shop.catalogue, standing, _shown_on(bar)
        )
    if arguments.junit:
        _write(arguments.junit, junit(evidence, suite.troubles))
    stale = list(filter(None, (staleness(each, shop) for each in candidates.values())))
    words = "\n".join(map(printable, _lines(evidence, suite, stale)))
    if arguments.summary:
        _write(arguments.summary, f"{words}\n".encode())
    if arguments.json:
        record = {**_record(evidence, suite), "notes": stale}
        print(json.dumps(record, indent=2, ensure_ascii=False))
    else:
        print(words)
    return 0 if not suite.troubles and all(each.met for each in evidence) else 1


def _candidates(settings: Settings, named: list[str], shop: Shop) -> dict[str, FittedCandidate]:
    """Refused where one of them cannot be asked: silence about it would look like a yes."""
    chosen = [settings.candidate(each) for each in dict.fromkeys(named)] or settings.candidates
    if not chosen:
        raise Refusal("vitrine.toml lists no candidate; add a [[candidates]] table.")
    opened = open_candidates(chosen, shop)
    for each in opened.values():
        if isinstance(each, Refusal):
            raise each
    return opened


def _shown_on(bar: tqdm):
    def show(done: int, total: int) -> None:
        bar.total = total
        bar.update(done - bar.n)

    return show


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as error:
        raise Refusal(f"{path} cannot be written: {error.strerror}.") from error


def _record(evidence: list[Evidence], suite: Suite) -> dict:
    findings = [finding for each in evidence for finding in each.findings]
    return {
        "met": sum(finding.met for finding in findings),
        "unmet": sum(not finding.met for finding in findings),
        "troubles": list(suite.troubles),
        "evidence": [each.as_record() for each in evidence],
    }


def _lines(evidence: list[Evidence], suite: Suite, notes: list[str]) -> Iterator[str]:
    for scenario, tried in groupby(evidence, key=lambda each: each.scenario):
        yield f"{scenario.title}  ({scenario.id})"
        for each in tried:
            yield from _candidate_lines(each)
        yield ""
    yield from suite.troubles
    yield from notes
    yield _summary(evidence, suite)


def _candidate_lines(evidence: Evidence) -> Iterator[str]:
    unmet = [finding for finding in evidence.findings if not finding.met]
    count = len(evidence.findings)
    if not unmet:
        yield f"  ✓ {evidence.candidate}: {'nothing was expected' if not count else 'all met'}"
        return
    yield f"  ✗ {evidence.candidate}: {len(unmet)} of {count} unmet"
    yield from map(_finding_line, unmet)


def _finding_line(finding: Finding) -> str:
    because = f" ({finding.because})" if finding.because else ""
    return f"      {finding.sentence}: {finding.detail}{because}"


def _summary(evidence: list[Evidence], suite: Suite) -> str:
    record = _record(evidence, suite)
    candidates = len({each.candidate for each in evidence})
    said = (
        f"{_counted(len(suite.scenarios), 'scenario')}, {_counted(candidates, 'candidate')}: "
        f"{_counted(record['met'], 'expectation')} met, {record['unmet']} unmet."
    )
    broken = len(suite.troubles)
    return said + (f" {_counted(broken, 'trouble')} in scenario files." if broken else "")


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
