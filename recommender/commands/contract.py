"""contract: whether a served model keeps the contract, and where not."""

import json
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from recommender.contract.examination import Check, Examination
from recommender.refusal import Refusal
from recommender.served_model import ServedModel, refuse_bad_address
from recommender.shop import Shop, open_shop
from recommender.terminal import printable

HELP = "Say whether a model served at URL keeps the contract, and exactly where not."
BASKET = 3


class AddressUnfit(Refusal):
    """An address that no served model can have."""


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("url", metavar="URL")
    parser.add_argument("--shop", type=Path, metavar="DIR", help="whose products it should know")
    parser.add_argument(
        "--product",
        action="append",
        default=[],
        metavar="PRODUCT",
        help="a product id for the ordinary basket; may be repeated",
    )
    parser.add_argument("--timeout", type=float, default=2.0, metavar="SECONDS")
    parser.add_argument("--allow", action="append", default=[], metavar="NETWORK")
    parser.add_argument("--json", action="store_true", help="print what was found as JSON")


def run(arguments: Namespace) -> int:
    try:
        refuse_bad_address(arguments.url)
    except ValueError as error:
        raise AddressUnfit(f"{error}; write it as http://host:port/path.") from error
    model = ServedModel(arguments.url, arguments.timeout, allow=tuple(arguments.allow))
    shop = open_shop(arguments.shop) if arguments.shop else None
    product_ids = arguments.product or (_best_known(shop) if shop else [])
    checks = Examination(model, product_ids, shop.catalogue if shop else None).checks()
    kept = all(check.kept for check in checks)
    if arguments.json:
        print(json.dumps({"kept": kept, "checks": [each.as_record() for each in checks]}, indent=2))
    else:
        _print(arguments.url, checks)
    return 0 if kept else 1


def _best_known(shop: Shop) -> list[str]:
    """What most shoppers bought, for a model should know that."""
    order = np.argsort(-shop.purchases.sales, kind="stable")[:BASKET]
    return shop.catalogue.ids[order].tolist()


def _print(url: str, checks: Sequence[Check]) -> None:
    for check in checks:
        print(f"{'kept  ' if check.kept else 'broken'}  {check.name}")
        for sentence in check.wrong:
            print(f"        {printable(sentence)}")
    broken = sum(not check.kept for check in checks)
    print(f"{url} keeps the contract." if not broken else f"{url} breaks the contract.")
