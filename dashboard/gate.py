"""What stands now, compared with what was frozen: the gate's differences, part by part."""

from collections.abc import Iterator

from dashboard import resources
from dashboard.evidence import binding_settings, card_digest
from dashboard.releases import queries
from dashboard.releases.fingerprint import part_digests
from dashboard.releases.gate import Standing
from dashboard.releases.sheets import FrozenParts
from recommender.fitted import fingerprint_now
from recommender.refusal import Refusal


def ask_gate(name: str) -> dict:
    """The gate's answer for a release; raises UnknownRelease, DatabaseAway."""
    frozen = queries.frozen_parts(resources.sessions(), name)
    differences = tuple(compare(frozen)) if frozen.named else ()
    return queries.gate(resources.sessions(), name, Standing(frozen.fingerprint, differences))


def compare(frozen: FrozenParts) -> Iterator[str]:
    """A sentence for each part that is no longer what was signed."""
    yield from moved_candidates(frozen)
    yield from moved_scenarios(frozen)
    yield from moved_pictures(frozen)
    now = part_digests({"settings": binding_settings(resources.settings())})
    if now["settings"] != frozen.parts["settings"]:
        yield "The settings that bind a sign-off changed since it was given."


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
            yield f"The card of candidate {each['id']} changed since the sign-off."
        elif now != each["fingerprint"]:
            yield f"The candidate {each['id']} changed since the sign-off."


def moved_scenarios(frozen: FrozenParts) -> Iterator[str]:
    records = {name: each.as_record() for name, each in resources.scenarios().items()}
    for each in frozen.scenarios:
        if each not in records:
            yield f"The scenario {each} is gone or cannot be read."
            continue
        part = f"scenario {each}"
        if part_digests({"scenarios": [records[each]]})[part] != frozen.parts[part]:
            yield f"The scenario {each} changed since the sign-off."


def moved_pictures(frozen: FrozenParts) -> Iterator[str]:
    store, images = resources.pictures(), resources.shop().images
    for product_id, (path, digest) in sorted(frozen.pictures.items()):
        kept = store.keep(path, images)
        if kept.digest is None:
            yield f"The picture of product {product_id} cannot be read: {kept.note}"
        elif kept.digest != digest:
            yield f"The picture of product {product_id} changed since the sign-off."
