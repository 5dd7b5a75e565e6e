"""What an answer is about, by content: it holds wherever and whenever the same is seen again."""

from collections.abc import Mapping
from typing import Any

from dashboard.releases.fingerprint import digest

Record = Mapping[str, Any]

BOUGHT = ("product_id", "on", "quantity")


def situation(scenario: Record) -> str:
    """The digest of what may change a good answer; the order of what was bought does not."""
    bought = [{name: row.get(name) for name in BOUGHT} for row in scenario.get("bought", ())]
    return digest(
        {
            "bought": sorted(bought, key=lambda row: [str(row[name]) for name in BOUGHT]),
            "shopper": scenario.get("shopper") or {},
            "as_of": scenario.get("as_of"),
        }
    )


def content(scenario: Record, evidence: Record, products: Mapping[str, Record]) -> str:
    """The digest of a slate as a reviewer sees it: for whom, what in which order, what was found.

    Story, title, tags and the candidate are no part of it, nor are prices and availability:
    they change every day, and where an expectation is about them its finding changes.
    """
    return digest(
        {
            "situation": situation(scenario),
            "slate_size": scenario.get("slate_size"),
            "trouble": evidence.get("trouble"),
            "products": [_shown(row["product_id"], products) for row in evidence["slate"]],
            "findings": evidence["findings"],
        }
    )


def _shown(product_id: str, products: Mapping[str, Record]) -> dict:
    product = products[product_id]
    return {
        "product_id": product_id,
        "title": product["title"],
        "picture": product.get("picture"),
    }
