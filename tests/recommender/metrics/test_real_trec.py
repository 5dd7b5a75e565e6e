"""NIST's own test files: every printed digit of its trec_eval, topic by topic and over all."""

from collections import defaultdict
from pathlib import Path

import pytest

from recommender.metrics.ranked import bpref
from recommender.metrics.retrieval import mean_figures, ranking, topic_figures
from recommender.metrics.trec import read_qrels, read_run

pytestmark = pytest.mark.real_data

NAMES = ("P_10", "recall_10", "map", "recip_rank", "ndcg_cut_10")


def printed(path: Path) -> dict[str, dict[str, str]]:
    """Topic, figure, as trec_eval prints it."""
    figures = defaultdict(dict)
    for line in path.read_text("ascii").splitlines():
        name, topic, value = line.split()
        figures[topic][name] = value
    return figures


@pytest.fixture(scope="module")
def folder(real_data: Path) -> Path:
    return real_data / "trec-eval"


def test_the_mean_of_each_figure_is_nists(folder):
    figures = mean_figures(
        topic_figures(read_qrels(folder / "qrels.test"), read_run(folder / "results.test"))
    )
    nist = printed(folder / "out.test.a")["all"]
    assert {name: f"{figures[name]:.4f}" for name in NAMES} == {each: nist[each] for each in NAMES}


def test_each_topics_figures_are_nists(folder):
    topics = topic_figures(read_qrels(folder / "qrels.test"), read_run(folder / "results.test"))
    nist = printed(folder / "out.test.aq")
    assert set(topics) == set(nist) - {"all"}
    assert {
        (topic, name): f"{figures[name]:.4f}" for topic, figures in topics.items() for name in NAMES
    } == {(topic, name): nist[topic][name] for topic in topics for name in NAMES}


def test_bpref_of_each_topic_is_nists(folder):
    qrels, run = read_qrels(folder / "qrels.test"), read_run(folder / "results.test")
    nist = printed(folder / "out.test.aq")
    for topic, judged in qrels.items():
        relevant = sum(relevance > 0 for relevance in judged.values())
        hits = [judged[each] > 0 for each in ranking(run[topic]) if each in judged]
        assert f"{bpref(hits, relevant, len(judged) - relevant):.4f}" == nist[topic]["bpref"]
