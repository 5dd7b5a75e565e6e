"""import: a shop folder from a retailer's own files."""

import json
import sys
from argparse import ArgumentParser, Namespace
from datetime import UTC, datetime
from ipaddress import ip_network
from pathlib import Path

from recommender.currencies import codes
from recommender.delivery import Delivery
from recommender.fitted import stale_folders
from recommender.import_options import ImportOptions, OptionRefused, read_columns, read_files
from recommender.layouts import layouts, named, recognised
from recommender.look import describe_rows, describe_tables, rows_as_record
from recommender.losses import loss
from recommender.picture_fetching import PictureFetch
from recommender.refusal import Refusal
from recommender.shop import is_shop, said_of, write_shop
from recommender.sources.fault import SourceUnreadable
from recommender.sources.unfit import refuse_unfit
from recommender.terminal import printable, printable_lines
from recommender.wording import known_locale
from recommender.words import did_you_mean

HELP = "Make a shop folder from a retailer's own files."
FEW = 0.01
"""The share of a table's rows that may be left out because they cannot be read, 0 to 1."""
FACTS = {
    "name": "the shop's name",
    "currency": "of its prices, such as EUR",
    "locale": "how numbers and dates are written, such as en_GB",
    "origin": "where the files come from",
    "licence": "under which they may be used",
}


class ShopWouldBeLost(Refusal):
    """What was read would make a shop of next to nothing, in a good one's place."""


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("source", type=Path, metavar="SOURCE", help="a folder or a file")
    parser.add_argument("--shop", type=Path, metavar="DIR", help="to be written")
    parser.add_argument(
        "--look",
        action="store_true",
        help="show what would be read, and the first rows as they are understood; write nothing",
    )
    parser.add_argument(
        "--layout",
        metavar="NAME",
        help=f"{', '.join(layouts())}; recognised by the files where not given",
    )
    parser.add_argument(
        "--column",
        action="append",
        default=[],
        metavar="OURS=THEIRS",
        help="for tables: product_id=SKU says that their column SKU holds our product_id; "
        "catalogue.title=Name and purchases.price=Paid mean one of the two tables",
    )
    parser.add_argument(
        "--table",
        action="append",
        default=[],
        metavar="TABLE=FILE",
        help="for tables: catalogue=FILE or purchases=FILE, where several files could be it",
    )
    parser.add_argument(
        "--unreadable",
        type=float,
        default=FEW,
        metavar="SHARE",
        help="for tables: the share of rows that may be left out because they cannot be read, "
        "0.01 where not given",
    )
    parser.add_argument(
        "--fetch-pictures",
        action="store_true",
        help="fetch the pictures that the source names by address; public addresses only",
    )
    parser.add_argument(
        "--allow",
        action="append",
        default=[],
        metavar="NETWORK",
        help="with --fetch-pictures: a network beside public addresses, such as 10.1.0.0/16",
    )
    parser.add_argument(
        "--strict", action="store_true", help="refuse the first row that cannot be read"
    )
    for fact, meaning in FACTS.items():
        parser.add_argument(f"--{fact}", metavar="TEXT", help=meaning)
    parser.add_argument("--json", action="store_true", help="print the counts as JSON")


def run(arguments: Namespace) -> int:
    source = arguments.source.absolute()
    if arguments.look:
        return _look(source, arguments)
    if arguments.shop is None:
        raise OptionRefused("Name the folder to be written with --shop, or only look with --look.")
    layout, delivery = _deliver(source, arguments)
    emptiness = delivery.emptiness(source)
    if is_shop(arguments.shop):
        _refuse_loss(delivery, source, arguments.shop)
    given = _facts_given(arguments)
    kept = _facts_kept(arguments.shop)
    facts = {
        **delivery.facts,
        **kept,
        **given,
        **_circumstances(source, layout),
        **delivery.counts(),
    }
    shop = write_shop(
        arguments.shop,
        facts=facts,
        catalogue=delivery.catalogue,
        purchases=delivery.purchases,
        pictures=delivery.pictures,
    )
    stale = stale_folders(shop)
    if arguments.json:
        counts = {name: tally.as_record() for name, tally in delivery.tallies.items()}
        record = {"shop": str(arguments.shop), "name": shop.name, "layout": layout, **counts}
        record["fitted_on_other_data"] = stale
        print(json.dumps(record, ensure_ascii=False))
    else:
        print(f"{shop.name}, read as {layout} from {source}\n{_account(delivery)}")
        print(f"Written to {arguments.shop}.")
        if stale:
            print(
                f"Kept as they were, and now fitted on other data: {', '.join(stale)}. To learn "
                f"from these purchases run `python -m recommender fit --shop {arguments.shop}`."
            )
    if emptiness:
        print(printable(emptiness), file=sys.stderr)
    return 0


def _deliver(source: Path, arguments: Namespace) -> tuple[str, Delivery]:
    """The layout, and what it makes of the source."""
    options = _options(arguments)
    layout = arguments.layout or recognised(source, options)
    _refuse_options(options, layout)
    delivery = named(layout).deliver(_present(source), options)
    refuse_unfit(delivery.catalogue, source)
    return layout, delivery


def _look(source: Path, arguments: Namespace) -> int:
    """Where a table is not understood, its columns are shown with what they probably mean."""
    try:
        layout, delivery = _deliver(source, arguments)
    except SourceUnreadable:
        if not arguments.json:
            print(printable_lines(describe_tables(source)))
        raise
    if arguments.json:
        counts = {name: tally.as_record() for name, tally in delivery.tallies.items()}
        record = {"layout": layout, **counts, "first": rows_as_record(delivery)}
        print(json.dumps(record, ensure_ascii=False))
        return 0
    print(f"{source} would be read as {layout}\n{_account(delivery)}")
    print(printable_lines(describe_rows(delivery)))
    print("Nothing was written.")
    return 0


def _refuse_loss(delivery: Delivery, source: Path, shop: Path) -> None:
    lost = loss(delivery, source, shop, said_of(shop))
    if lost:
        raise ShopWouldBeLost(f"{lost} The shop in {shop} stays as it is.")


def _present(source: Path) -> Path:
    if not source.exists():
        raise Refusal(f"{source} does not exist; name the folder or file to import.")
    return source


def _options(arguments: Namespace) -> ImportOptions:
    if not 0 <= arguments.unreadable <= 1:
        raise OptionRefused(f"--unreadable {arguments.unreadable:g}: write a share from 0 to 1.")
    return ImportOptions(
        columns=read_columns(arguments.column),
        files=read_files(arguments.table),
        most_unreadable=0.0 if arguments.strict else arguments.unreadable,
        only_looks=arguments.look,
        fetch=_fetch(arguments),
    )


def _fetch(arguments: Namespace) -> PictureFetch | None:
    """Fetched pictures are kept beside the shop, which each import writes anew."""
    for network in arguments.allow:
        try:
            ip_network(network)
        except ValueError as error:
            raise OptionRefused(f"--allow {network}: {error}; write 10.1.0.0/16.") from error
    if not arguments.fetch_pictures or arguments.shop is None:
        return None
    shop = arguments.shop.absolute()
    return PictureFetch(shop.with_name(f"{shop.name}.pictures"), tuple(arguments.allow))


def _refuse_options(options: ImportOptions, layout: str) -> None:
    for table in sorted(options.tables - set(named(layout).NAMED)):
        raise OptionRefused(
            f"The layout {layout} knows the names of the {table}; leave --column and --table out."
        )


def _facts_given(arguments: Namespace) -> dict[str, str]:
    """What options say of the shop: a locale as Babel writes it, a currency by its ISO code."""
    given = {fact: vars(arguments)[fact] for fact in FACTS if vars(arguments)[fact]}
    if "locale" in given:
        given["locale"] = known_locale(given["locale"])
    if "currency" in given:
        given["currency"] = given["currency"].strip().upper()
        if given["currency"] not in codes():
            hint = did_you_mean(arguments.currency.upper(), codes())
            raise OptionRefused(
                f"--currency {arguments.currency}: write its code of three letters, such as EUR."
                f"{hint}"
            )
    return given


def _facts_kept(folder: Path) -> dict[str, str]:
    """What somebody said of the shop that stands there, by an option or by hand: all of FACTS but
    what its layout says of every source, or its folder's name."""
    said = said_of(folder)
    layout = layouts().get(str(said.get("imported_as")))
    usual = {"name": Path(str(said.get("imported_from", ""))).name, **getattr(layout, "FACTS", {})}
    told = {fact: said[fact] for fact in FACTS if isinstance(said.get(fact), str) and said[fact]}
    return {fact: value for fact, value in told.items() if value != usual.get(fact)}


def _circumstances(source: Path, layout: str) -> dict[str, str]:
    now = datetime.now(UTC).isoformat(timespec="seconds")
    return {"imported_at": now, "imported_from": str(source), "imported_as": layout}


def _account(delivery: Delivery) -> str:
    lines = []
    if delivery.tables:
        taken = ", ".join(f"{table} {file}" for table, file in sorted(delivery.tables.items()))
        unused = f"; not used: {', '.join(delivery.unused)}" if delivery.unused else ""
        lines.append(f"  tables: {taken}{unused}")
    for name, tally in delivery.tallies.items():
        lines.append(f"  {name:<10}{tally.read:>12,} read{tally.kept:>12,} kept")
        for reason, count in tally.dropped.items():
            names = ", ".join(repr(each) for each in tally.examples.get(reason, ()))
            such = f", such as {names}" if names else ""
            lines.append(f"  {'':<10}{count:>12,} dropped: {reason}{such}")
        for note, count in tally.notes.items():
            if count:
                lines.append(f"  {'':<10}{count:>12,} noted: {note}")
    return "\n".join(lines)
