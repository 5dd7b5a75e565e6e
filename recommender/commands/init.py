"""init: a place of one's own for a shop's settings, scenarios, record and data."""

import shlex
from argparse import ArgumentParser, Namespace
from pathlib import Path

from recommender.place import make_place

HELP = "Make a folder for everything that belongs to a shop of your own."


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("place", type=Path, metavar="DIR", help="a new folder outside this one")


def run(arguments: Namespace) -> int:
    make_place(arguments.place)
    place = shlex.quote(str(arguments.place))
    shop = shlex.quote(str(arguments.place / "shop"))
    print(
        f"{arguments.place} is ready. Next:\n"
        f"  python -m recommender import SOURCE --look         # what would be read\n"
        f"  python -m recommender import SOURCE --shop {shop}\n"
        f"  make run PLACE={place}"
    )
    return 0
