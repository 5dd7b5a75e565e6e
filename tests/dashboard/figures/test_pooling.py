"""Several people's answers come to one by the same rule on the page and in every export."""

import csv
import io
import json
from datetime import UTC, datetime
from types import MappingProxyType

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.figures.exporting import export, save
from dashboard.figures.measures import measures
from dashboard.figures.minimum import SHOPPERS
from dashboard.releases.choices import OPINIONS, State
from dashboard.releases.outcome import Asked, Outcome, SaidOfProduct
from recommender.__main__ import main

CANDIDATES = ("als", "best-sellers")
PEOPLE = ("anna", "ben", "cleo", "dora")
PRODUCTS = tuple(f"{number:03}" for number in range(8))
AT = datetime(2026, 3, 10, tzinfo=UTC)
NAMED = {
    "suited": ("precision", "judged_precision"),
    "order": ("ndcg", "judged_ndcg"),
    "parted": ("bpref", "judged_bpref"),
}
"""On the page, in the table of figures, and by `evaluate`."""

opinions = st.sampled_from(OPINIONS)
slates = st.permutations(PRODUCTS).flatmap(
    lambda order: st.integers(0, len(order)).map(lambda size: tuple(order[:size]))
)
shoppers = st.fixed_dictionaries(
    {
        "slates": st.fixed_dictionaries(dict.fromkeys(CANDIDATES, slates)),
        "said": st.dictionaries(st.tuples(*map(st.sampled_from, (PEOPLE, PRODUCTS))), opinions),
        "settled": st.dictionaries(st.sampled_from(PRODUCTS), opinions, max_size=2),
    }
)


def outcome_of(asked: list[dict]) -> Outcome:
    """One in which everybody may have answered anything about anything."""
    ids = [f"shopper-{number}" for number in range(len(asked))]
    said = [
        SaidOfProduct(f"of {name}", product, person, person, value, (), "", AT)
        for name, each in zip(ids, asked, strict=True)
        for (person, product), value in each["said"].items()
    ]
    return Outcome(
        release="spring",
        title="Spring",
        revision=1,
        state=State.CLOSED,
        candidates=tuple({"id": each, "title": each} for each in CANDIDATES),
        incumbent=None,
        scenarios=tuple(Asked(name, name, f"of {name}", (), {}, (), 1) for name in ids),
        slates={name: each["slates"] for name, each in zip(ids, asked, strict=True)},
        verdicts=(),
        preferences=(),
        judgements=tuple(said),
        settled_slates=MappingProxyType({}),
        settled_products={
            (f"of {name}", product): value
            for name, each in zip(ids, asked, strict=True)
            for product, value in each["settled"].items()
        },
    )


def rows_of(found: Outcome, what: str) -> list[dict[str, str]]:
    text = export(found, what, "csv", {}).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def evaluated(folder, candidate: str, capsys) -> dict[str, float | None]:
    files = ["--qrels", f"{folder}/judged.qrels", "--run", f"{folder}/{candidate}.run"]
    assert main(["evaluate", *files, "--relevant", "2", "--judged", "--json"]) == 0
    return json.loads(capsys.readouterr().out)


@given(asked=st.lists(shoppers, min_size=SHOPPERS - 1, max_size=SHOPPERS + 2))
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_the_page_is_rebuilt_from_what_was_exported_to_the_digit(tmp_path, capsys, asked):
    found = outcome_of(asked)
    drawn = {
        each["id"]: {row["candidate"]: row for row in each["rows"]} for each in measures(found)
    }
    table = {(row["candidate"], row["figure"]): row["value"] for row in rows_of(found, "figures")}
    save(tmp_path / "judged.qrels", export(found, "judgements", "qrels", {}))
    for candidate in CANDIDATES:
        shown = [each["slates"][candidate] for each in asked if each["said"] or each["settled"]]
        if not any(shown):
            continue
        save(tmp_path / f"{candidate}.run", export(found, candidate, "run", {}))
        again = evaluated(tmp_path, candidate, capsys)
        for on_page, (in_table, by_command) in NAMED.items():
            written = table.get((candidate, in_table))
            assert again[by_command] == (None if written is None else round(float(written), 4))
            if drawn[on_page][candidate]["value"] is not None:
                assert drawn[on_page][candidate]["value"] == float(written)


@given(asked=st.lists(shoppers, min_size=1, max_size=2))
@settings(max_examples=60, deadline=None)
def test_the_label_to_learn_from_is_the_judgement_that_counts_everywhere(asked):
    found = outcome_of(asked)
    judged = {
        (f"of {topic}", product): int(relevance)
        for topic, _, product, relevance in map(
            str.split, export(found, "judgements", "qrels", {}).decode().splitlines()
        )
    }
    rows = {(row["situation"], row["product_id"]): row for row in rows_of(found, "training")}
    assert {at: float(row["label"]) * 2 for at, row in rows.items()} == judged
    for at, row in rows.items():
        given = [gain for gain, name in enumerate(OPINIONS[::-1]) for _ in range(int(row[name]))]
        assert len(given) == int(row["people"])
        if row["settled"] == "false":
            assert judged[at] == sorted(given)[(len(given) - 1) // 2]


@pytest.mark.parametrize(
    ("said", "relevance"),
    [
        (("suits", "doubtful"), 1),
        (("suits", "never"), 0),
        (("suits", "suits", "never"), 2),
        (("suits", "doubtful", "never"), 1),
        (("suits", "suits", "doubtful", "never"), 1),
    ],
)
def test_the_middle_answer_counts_and_the_more_careful_of_two(said, relevance):
    answers = {
        (person, "001"): value for person, value in zip(PEOPLE, map(opinion, said), strict=False)
    }
    found = outcome_of(
        [{"slates": {"als": ("001",), "best-sellers": ()}, "said": answers, "settled": {}}]
    )
    assert export(found, "judgements", "qrels", {}) == f"shopper-0 0 001 {relevance}\n".encode()
    [row] = rows_of(found, "training")
    assert float(row["label"]) == relevance / 2


def opinion(word: str):
    return next(each for each in OPINIONS if each == word)
