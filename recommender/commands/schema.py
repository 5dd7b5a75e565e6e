"""schema: the JSON Schema of scenario files, for editors."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from recommender.refusal import Refusal
from recommender.scenario.schema import schema_text

HELP = "Print the JSON Schema of scenario files, or write it beside them."


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--output", type=Path, metavar="FILE", help="such as scenarios/schema.json")


def run(arguments: Namespace) -> int:
    if arguments.output is None:
        print(schema_text(), end="")
        return 0
    try:
        arguments.output.write_text(schema_text(), "utf-8")
    except OSError as error:
        raise Refusal(f"{arguments.output} cannot be written: {error.strerror}.") from error
    return 0
