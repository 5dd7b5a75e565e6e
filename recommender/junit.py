"""Evidence as JUnit XML, which CI servers show."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from recommender.evaluation import Evidence
from recommender.expectations import Finding

FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def junit(evidence: Iterable[Evidence], troubles: Iterable[str] = ()) -> bytes:
    """One suite a candidate, one case an expectation of a scenario; files that cannot be read are
    errors of a suite of their own."""
    root = Element("testsuites", name="vitrine check")
    by_candidate = sorted(evidence, key=lambda each: each.candidate)
    for candidate, tried in groupby(by_candidate, key=lambda each: each.candidate):
        _suite(root, candidate, [case for each in tried for case in _cases(each)])
    if broken := _broken_files(list(troubles)):
        _suite(root, "scenario files", broken)
    indent(root)
    return tostring(root, encoding="utf-8", xml_declaration=True)


def _suite(root: Element, name: str, cases: list[Element]) -> None:
    failures = sum(case.find("failure") is not None for case in cases)
    errors = sum(case.find("error") is not None for case in cases)
    counts = {"tests": len(cases), "failures": failures, "errors": errors, "skipped": 0}
    counted = {count: str(number) for count, number in counts.items()}
    SubElement(root, "testsuite", name=_clean(name), time="0", **counted).extend(cases)


def _cases(evidence: Evidence) -> list[Element]:
    findings = evidence.findings
    names = unique_names([each.sentence for each in findings], list(map(_apart, findings)))
    return [_case(evidence, *each) for each in zip(findings, names, strict=True)]


def _case(evidence: Evidence, finding: Finding, name: str) -> Element:
    classname = f"{evidence.candidate}.{evidence.scenario.id}"
    case = Element("testcase", classname=classname, name=name, time="0")
    if not finding.met:
        because = f"\nBecause: {finding.because}" if finding.because else ""
        failure = SubElement(case, "failure", type="unmet", message=_clean(finding.detail))
        failure.text = _clean(f"{evidence.scenario.title}: {finding.detail}{because}")
    return case


def _apart(finding: Finding) -> str:
    """What tells it from another expectation of the same words: two products may have one title,
    and what the shop expects for every shopper may stand in a scenario again."""
    told = [str(finding.expectation.options.get("product", ""))]
    told += ["for every shopper"] if finding.standing else []
    return ", ".join(filter(None, told)) or finding.expectation.name


def _broken_files(troubles: Sequence[str]) -> list[Element]:
    names = unique_names([each.split(": ")[0] for each in troubles])
    return [_broken(*each) for each in zip(troubles, names, strict=True)]


def _broken(trouble: str, name: str) -> Element:
    case = Element("testcase", classname="scenarios", name=name, time="0")
    SubElement(case, "error", type="unreadable", message=_clean(trouble)).text = _clean(trouble)
    return case


def unique_names(words: Sequence[str], apart: Sequence[str] = ()) -> list[str]:
    """One name each, for a CI server keeps one case of several that are named alike.

    Words that stand there once stay as they are. The others are followed by their entry of
    `apart`, in brackets, and by a number where that is not enough.
    """
    names = [" ".join(_clean(each).split()) for each in words]
    alike = Counter(names)
    if apart:
        names = [
            f"{name} ({_clean(told)})" if alike[name] > 1 else name
            for name, told in zip(names, apart, strict=True)
        ]
    given: set[str] = set()
    for place, name in enumerate(names):
        number = 1
        while names[place] in given:
            number += 1
            names[place] = f"{name} ({number})"
        given.add(names[place])
    return names


def _clean(text: str) -> str:
    """XML has no place for most control characters."""
    return FORBIDDEN.sub("\ufffd", text)
