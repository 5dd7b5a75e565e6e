"""evaluate: the offline figures of a run by judgements, from TREC files."""

import json
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from pathlib import Path

from recommender.metrics.retrieval import RELEVANT, judged_figures, mean_figures, topic_figures
from recommender.metrics.trec import read_qrels, read_run

HELP = "Say how well a run ranks what was judged relevant, as NIST's trec_eval does."
DIGITS = 4


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--qrels",
        type=Path,
        required=True,
        metavar="FILE",
        help="lines: topic 0 document relevance",
    )
    parser.add_argument(
        "--run",
        type=Path,
        required=True,
        metavar="FILE",
        dest="run_file",
        help="lines: topic Q0 document rank score name",
    )
    parser.add_argument(
        "--relevant",
        type=_level,
        default=RELEVANT,
        metavar="N",
        help=f"from this relevance on a document counts as relevant (default {RELEVANT})",
    )
    parser.add_argument(
        "--judged",
        action="store_true",
        help="add precision, NDCG and bpref over what was judged, as the page Figures has them",
    )
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")


def run(arguments: Namespace) -> int:
    """Over the topics that both files have; with as many digits as trec_eval prints."""
    asked = read_qrels(arguments.qrels), read_run(arguments.run_file), arguments.relevant
    topics = topic_figures(*asked)
    means = mean_figures(topics)
    if arguments.judged:
        means |= mean_figures(judged_figures(*asked))
    figures = {
        name: None if value is None else round(value, DIGITS) for name, value in means.items()
    }
    if arguments.json:
        print(json.dumps(figures))
        return 0
    print(f"Over {len(topics)} topic{'' if len(topics) == 1 else 's'} that both files have:")
    for name, value in figures.items():
        told = "nothing of the run was judged" if value is None else f"{value:.{DIGITS}f}"
        print(f"  {name:<16}  {told}")
    return 0


def _level(text: str) -> int:
    """At least 1: what has relevance 0 was judged and is not relevant."""
    level = int(text)
    if level < 1:
        raise ArgumentTypeError("it must be 1 or more")
    return level
