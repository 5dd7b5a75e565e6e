"""Every benchmark measures in its small form; what is counted is judged, no time is."""

from math import isfinite

import pytest

from benchmarks.__main__ import found, short

SLOW = ("first_visit", "review", "screens", "suite")
"""These need servers and a browser."""
NAMED = {
    "checking": {"check-batch"},
    "first_visit": {
        "first-visit-bytes",
        "first-visit-requests",
        "first-visit-time",
        "second-visit-time",
    },
    "finding": {"search-p95"},
    "large_release": {"large-decision", "large-review", "large-disagreements", "large-changes"},
    "load": {"answer-load-sqlite"},
    "packs": {"pack-60-tiles"},
    "review": {"review-program", "review-mark", "review-next"},
    "screens": {"pictures-cold", "pictures-ahead", "search-to-pictures", "basket-to-slates"},
    "slates": {"slate-als", "slate-bm25", "slate-cosine"},
    "suite": {"suite-growth"},
}
MODULES = {short(module): module for module in found()}


def test_every_benchmark_has_a_small_form_that_is_tried_here():
    assert set(MODULES) == set(NAMED)


@pytest.mark.parametrize(
    "name",
    [pytest.param(name, marks=[pytest.mark.browser] if name in SLOW else []) for name in NAMED],
)
def test_a_benchmark_still_measures_all_that_it_names(name):
    figures = list(MODULES[name].figures(small=True))
    assert {each["name"] for each in figures} == NAMED[name]
    assert all(isfinite(each["ratio"]) and each["value"] > 0 for each in figures)
    counted = [each for each in figures if each["unit"] in ("bytes", "requests")]
    assert all(each["within"] for each in counted), counted
