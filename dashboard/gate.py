"""What stands now, compared with what was frozen: the gate's differences, part by part."""

from collections.abc import Iterator

from dashboard import display, resources
from dashboard.binding import binding_settings, moved_settings
from dashboard.evidence import card_digest
from dashboard.releases import queries
from dashboard.releases.facts import CannotTell
from dashboard.releases.fingerprint import part_digests
from dashboard.releases.gate import Standing
from dashboard.releases.sheets import FrozenParts
from recommender.catalogue import Product
from recommender.fitted import fingerprint_now
from recommender.refusal import Refusal


def ask_gate(name: str) -> dict:
    """The gate's answer for a release; raises UnknownRelease, DatabaseAway, CannotTell."""
    frozen = queries.frozen_parts(resources.sessions(), name)
    differences = tuple(compare(frozen)) if frozen.named else ()
    return queries.gate(resources.sessions(), name, Standing(frozen.fingerprint, differences))


def compare(frozen: FrozenParts) -> Iterator[str]:
    """A sentence for each part that is no longer what was frozen; CannotTell where the shop, the
    scenarios or the settings cannot be read."""
    try:
        yield from moved_candidates(frozen)
        yield from moved_scenarios(frozen)
        yield from moved_products(frozen)
        yield from moved_rules(frozen)
    except Refusal as refusal:
        raise CannotTell(f"What stands now cannot be compared: {refusal}") from refusal


def moved_candidates(frozen: FrozenParts) -> Iterator[str]:
    opened = resources.candidates()
    for each in frozen.candidates:
        if each["id"] not in frozen.named:
            continue
        fitted = opened.get(each["id"])
        if fitted is None:
            yield f"The candidate {each['id']} is no longer in vitrine.toml."
            continue
        try:
            now = (
                fitted if isinstance(fitted, Refusal) else fingerprint_now(fitted, resources.shop())
            )
        except Refusal as refusal:
            now = refusal
        if isinstance(now, Refusal):
            yield f"The candidate {each['id']} cannot be compared: {now}"
        elif card_digest(each["id"]) != each["card_digest"]:
            yield f"The card of candidate {each['id']} changed since {frozen.since}."
        elif now != each["fingerprint"]:
            yield f"The candidate {each['id']} changed since {frozen.since}."


def moved_scenarios(frozen: FrozenParts) -> Iterator[str]:
    records = {name: each.as_record() for name, each in resources.scenarios().items()}
    for each in frozen.scenarios:
        if each not in records:
            yield f"The scenario {each} is gone or cannot be read."
            continue
        part = f"scenario {each}"
        if part_digests({"scenarios": [records[each]]})[part] != frozen.parts[part]:
            yield f"The scenario {each} changed since {frozen.since}."


def moved_products(frozen: FrozenParts) -> Iterator[str]:
    """What the catalogue says of them now, but for what changes every day: price and stock."""
    catalogue = resources.shop().catalogue
    for product_id, title in sorted(frozen.titles.items()):
        if product_id not in catalogue:
            yield f"The product {product_id}, “{title}”, is no longer in the catalogue."
            continue
        product = catalogue[product_id]
        now = display.title(product)
        if now != title:
            yield (
                f"The title of product {product_id} changed since {frozen.since}: "
                f"“{title}” is called “{now}” now."
            )
        yield from moved_picture(frozen, product)


def moved_picture(frozen: FrozenParts, product: Product) -> Iterator[str]:
    """Both the file that was shown and the one that the catalogue names now must be the same."""
    store, images = resources.pictures(), resources.shop().images
    path, digest = frozen.pictures.get(product.id, (None, None))
    if digest and not product.picture:
        yield f"The catalogue names no picture of product {product.id} any more."
        return
    for each in dict.fromkeys(filter(None, (path, product.picture))):
        kept = store.keep(each, images)
        if digest and kept.digest is None:
            yield f"The picture of product {product.id} cannot be read: {kept.note}"
            return
        if kept.digest != digest:
            yield f"The picture of product {product.id} changed since {frozen.since}."
            return


def moved_rules(frozen: FrozenParts) -> Iterator[str]:
    now = binding_settings(resources.settings())
    moved = list(moved_settings(frozen.settings, now, frozen.taking_part))
    if moved:
        yield f"The settings that bind a sign-off changed since {frozen.since}: {'; '.join(moved)}."
