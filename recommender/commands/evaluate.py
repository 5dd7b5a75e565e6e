"""evaluate: the offline figures of a run by judgements, from TREC files."""

import json
from argparse import ArgumentParser, Namespace
from pathlib import Path

from recommender.metrics.retrieval import mean_figures, topic_figures
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
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")


def run(arguments: Namespace) -> int:
    """Over the topics that both files have; with as many digits as trec_eval prints."""
    topics = topic_figures(read_qrels(arguments.qrels), read_run(arguments.run_file))
    figures = {name: round(value, DIGITS) for name, value in mean_figures(topics).items()}
    if arguments.json:
        print(json.dumps(figures))
        return 0
    print(f"Over {len(topics)} topic{'' if len(topics) == 1 else 's'} that both files have:")
    for name, value in figures.items():
        print(f"  {name:<12}  {value:.{DIGITS}f}")
    return 0
