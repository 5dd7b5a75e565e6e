"""Builds the invented shop, or draws its pictures again."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from tqdm import tqdm

from recommender.demo import build_demo_shop, draw_pictures
from recommender.demo.drawing import PICTURES

HELP = "Build the invented shop; with --draw, draw its pictures again first."


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--shop", type=Path, required=True, metavar="DIR")
    parser.add_argument("--draw", action="store_true", help=f"into {PICTURES.name}/, some minutes")


def run(arguments: Namespace) -> int:
    if arguments.draw:
        with tqdm(desc="Drawing", unit=" pictures", disable=None) as bar:
            draw_pictures(PICTURES, progress=lambda done, total: show(bar, done, total))
    shop = build_demo_shop(arguments.shop)
    print(f"{shop.name}: {len(shop.catalogue)} products, in {arguments.shop}.")
    return 0


def show(bar: tqdm, done: int, total: int) -> None:
    bar.total = total
    bar.update(done - bar.n)
