"""search: products whose title, brand, category or attributes say what was typed."""

import json
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from pathlib import Path

from recommender.search import Search
from recommender.shop import open_shop
from recommender.terminal import printable

HELP = "Find products by words; typing errors and missing accents are forgiven."


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--shop", type=Path, required=True, metavar="DIR")
    parser.add_argument("words", nargs="*", metavar="WORDS", help="none: the best sellers")
    parser.add_argument("--limit", type=_count, default=12, help="at most so many (12)")
    parser.add_argument("--json", action="store_true", help="print product ids and titles as JSON")


def run(arguments: Namespace) -> int:
    shop = open_shop(arguments.shop)
    search = Search(shop.catalogue, shop.purchases.sales)
    found = search.find(" ".join(arguments.words), arguments.limit)
    products = [{"product_id": each, "title": shop.catalogue[each].title} for each in found]
    if arguments.json:
        print(json.dumps({"products": products}, ensure_ascii=False))
    else:
        for product in products:
            print(printable(f"{product['product_id']}  {product['title']}"))
    return 0


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise ArgumentTypeError(f"{text} is not a number of products; write 1 or more.")
    return int(text)
