"""Evidence as JUnit XML, which CI servers show."""

import re
from collections.abc import Iterable
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
        _suite(root, candidate, [_case(one, each) for one in tried for each in one.findings])
    broken = [_broken(trouble) for trouble in troubles]
    if broken:
        _suite(root, "scenario files", broken)
    indent(root)
    return tostring(root, encoding="utf-8", xml_declaration=True)


def _suite(root: Element, name: str, cases: list[Element]) -> None:
    failures = sum(case.find("failure") is not None for case in cases)
    errors = sum(case.find("error") is not None for case in cases)
    counts = {"tests": len(cases), "failures": failures, "errors": errors, "skipped": 0}
    counted = {count: str(number) for count, number in counts.items()}
    SubElement(root, "testsuite", name=_clean(name), time="0", **counted).extend(cases)


def _case(evidence: Evidence, finding: Finding) -> Element:
    case = Element(
        "testcase",
        classname=f"{evidence.candidate}.{evidence.scenario.id}",
        name=_clean(finding.sentence),
        time="0",
    )
    if not finding.met:
        because = f"\nBecause: {finding.because}" if finding.because else ""
        failure = SubElement(case, "failure", type="unmet", message=_clean(finding.detail))
        failure.text = _clean(f"{evidence.scenario.title}: {finding.detail}{because}")
    return case


def _broken(trouble: str) -> Element:
    case = Element("testcase", classname="scenarios", name=_clean(trouble.split(": ")[0]), time="0")
    SubElement(case, "error", type="unreadable", message=_clean(trouble)).text = _clean(trouble)
    return case


def _clean(text: str) -> str:
    """XML has no place for most control characters."""
    return FORBIDDEN.sub("\ufffd", text)
