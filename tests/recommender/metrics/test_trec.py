"""TREC files, well formed, broken and written."""

from pathlib import Path

import pytest

from recommender.metrics.retrieval import NothingJudged, mean_figures, ranking, topic_figures
from recommender.metrics.trec import (
    Unreadable,
    Unwritable,
    qrels_text,
    read_qrels,
    read_run,
    run_text,
)

QRELS = """\
1 0 a 2
1 0 b 0
1 0 c 1
1\t0\tz\t1

2 0 a 1
3 0 a 1
"""
# The ranks lie; ties stand in descending order of their ids: d, b, c, a.
RUN = """\
1 Q0 a 1 0.5 mine
1 Q0 b 2 0.9 mine
1 Q0 c 3 5e-1 mine
1 Q0 d 4 0.9 mine
2 Q0 x 1 1 mine
4 Q0 a 1 1 mine
"""
FIRST = {
    "P_10": 0.2,
    "recall_10": 2 / 3,
    "map": (1 / 3 + 2 / 4) / 3,
    "recip_rank": 1 / 3,
    "ndcg_cut_10": (1 / 2 + 2 / 2.321928) / (2 + 1 / 1.584963 + 1 / 2),
}


@pytest.fixture
def written(tmp_path: Path):
    def write(content: str | bytes) -> Path:
        path = tmp_path / "file.test"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


def test_figures_are_those_computed_by_hand(written):
    topics = topic_figures(read_qrels(written(QRELS)), read_run(written(RUN)))
    assert list(topics) == ["1", "2"]
    assert topics["1"] == pytest.approx(FIRST)
    assert set(topics["2"].values()) == {0}
    assert mean_figures(topics) == pytest.approx({name: each / 2 for name, each in FIRST.items()})


def test_ties_are_broken_by_id_in_descending_order(written):
    assert ranking(read_run(written(RUN))["1"]) == ["d", "b", "c", "a"]


def test_a_run_of_other_topics_is_refused():
    with pytest.raises(NothingJudged, match="No topic of the run is judged"):
        topic_figures({"1": {"a": 1}}, {"2": {"a": 1.0}})


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("2 0 a", "line 7: 3 fields where a line is topic, 0, document, relevance"),
        ("2 0 c yes", "line 7: 'yes' is not a whole number"),
        ("2 0 c 1.5", "line 7: '1.5' is not a whole number"),
        ("2 0 a 0", "line 7: 'a' stands twice for topic '2'; keep one"),
        (b"2 0 caf\xe9 1", "line 7: not UTF-8"),
    ],
)
def test_a_broken_judgement_is_refused_with_its_line(written, line, said):
    content = QRELS.replace("3 0 a 1\n", "").encode()
    path = written(content + (line if isinstance(line, bytes) else line.encode()))
    with pytest.raises(Unreadable, match=said) as refusal:
        read_qrels(path)
    assert str(refusal.value).startswith(str(path))


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("1 Q0 e 5 0.1", "line 7: 5 fields where a line is topic, Q0, document, rank, score"),
        ("1 Q0 e 5 nan mine", "line 7: 'nan' is not a number"),
        ("1 Q0 e 5 high mine", "line 7: 'high' is not a number"),
        ("1 Q0 a 5 0.1 mine", "line 7: 'a' stands twice for topic '1'; keep one"),
    ],
)
def test_a_broken_line_of_a_run_is_refused_with_its_line(written, line, said):
    with pytest.raises(Unreadable, match=said):
        read_run(written(RUN + line))


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(Unreadable, match="cannot be read: No such file"):
        read_run(tmp_path / "missing")


def test_what_is_written_is_read_again(written):
    judged = {"new-camper": {"007": 2, "crème": 0}, "repeat": {"a": 1}}
    assert read_qrels(written("\ufeff" + qrels_text(judged))) == judged
    slates = {"new-camper": ["a", "z", "m"], "repeat": ["007"]}
    read = read_run(written(run_text("als", slates)))
    assert {topic: ranking(scores) for topic, scores in read.items()} == slates


@pytest.mark.parametrize("product_id", ["two words", "", "a\u00a0b", "line\nbreak"])
def test_an_id_that_a_line_cannot_hold_is_refused(product_id):
    with pytest.raises(Unwritable, match="export CSV or Parquet"):
        qrels_text({"1": {product_id: 1}})
    with pytest.raises(Unwritable, match="export CSV or Parquet"):
        run_text("als", {"1": [product_id]})
