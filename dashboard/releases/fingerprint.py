"""One digest of everything a sign-off binds to, and one per part to name a difference."""

import json
import re
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any

import rfc8785

Record = Mapping[str, Any]

OF_CANDIDATE = re.compile(r"^(candidate|slate|findings)(?: of)? \S+")


def fingerprint(record: Record) -> str:
    """SHA-256, in hex, of the frozen record's binding parts as canonical JSON (RFC 8785)."""
    return digest(
        {
            "candidates": [_candidate(each) for each in _sorted(record, "candidates")],
            "scenarios": [_scenario(each) for each in _sorted(record, "scenarios")],
            "slates": [_slate(each, record["products"]) for each in _evidence(record)],
            "findings": [_findings(each) for each in _evidence(record)],
            "plan": record.get("plan"),
            "settings": record["settings"],
        }
    )


def part_digests(record: Record) -> dict[str, str]:
    """A digest for each part that the record has, under the name a person reads."""
    parts = {}
    for each in _of(record, "candidates"):
        parts[f"candidate {each['id']}"] = digest(_candidate(each))
    for each in _of(record, "scenarios"):
        parts[f"scenario {each['id']}"] = scenario_digest(each)
    for each in _of(record, "evidence"):
        where = f"{each['candidate']} for {each['scenario']}"
        parts[f"slate of {where}"] = digest([row["product_id"] for row in each["slate"]])
        parts[f"findings of {where}"] = digest(_findings(each))
    for product_id, product in record.get("products", {}).items():
        parts[f"title and price of product {product_id}"] = digest(
            [product["title"], product.get("price")]
        )
        parts[f"picture of product {product_id}"] = digest(product.get("picture"))
    parts |= {name: digest(record[name]) for name in ("plan", "settings") if name in record}
    return parts


def changed_parts(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[str, ...]:
    """The names of the parts that differ, came or went."""
    names = dict.fromkeys((*before, *after))
    return tuple(name for name in names if before.get(name) != after.get(name))


def unnamed(parts: Iterable[str]) -> tuple[str, ...]:
    """The names of parts for whoever must not know candidates by name."""
    told = (OF_CANDIDATE.sub(r"\1", each) for each in parts)
    return tuple(dict.fromkeys("a model" if each == "candidate" else each for each in told))


def scenario_digest(scenario: Record) -> str:
    """What binds of one scenario record: situation, slate size and expectations."""
    return digest(_scenario(scenario))


def review_digest(
    verdicts: Iterable[Record],
    judgements: Iterable[Record] = (),
    settlements: Iterable[Record] = (),
) -> str:
    """The digest of what people said and still say; the order given does not matter.

    Where nothing was settled it is the one of the verdicts and judgements alone. The records'
    names are ASCII and their values texts, numbers, or lists of texts: of those the standard
    library writes the same canonical JSON as `digest`, ten times faster.
    """
    said = {
        "verdicts": _in_order(verdicts),
        "judgements": _in_order(judgements),
    }
    settled = _in_order(settlements)
    told = said | ({"settlements": settled} if settled else {})
    text = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()


def digest(value: object) -> str:
    """SHA-256, in hex, of a plain value as canonical JSON, its numbers as text."""
    return sha256(_canonical(value).encode()).hexdigest()


def _in_order(records: Iterable[Record]) -> list[Record]:
    """Records of one kind, which all have the same names, by their values in order of these."""
    said = list(records)
    names = sorted(said[0]) if said else ()
    said.sort(key=lambda record: [str(record[name]) for name in names])
    return [
        {name: value if isinstance(value, list) else str(value) for name, value in each.items()}
        for each in said
    ]


def _canonical(value: object) -> str:
    return rfc8785.dumps(_numbers_as_text(value)).decode()


def _numbers_as_text(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(key): _numbers_as_text(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_numbers_as_text(each) for each in value]
    if value is None or isinstance(value, bool):
        return value
    return str(value)


def _candidate(candidate: Record) -> dict:
    return {"id": candidate["id"], "fingerprint": candidate["fingerprint"]}


def _scenario(scenario: Record) -> dict:
    binding = ("id", "shopper", "as_of", "bought", "slate_size", "expectations")
    return {name: scenario.get(name) for name in binding}


def _slate(evidence: Record, products: Mapping[str, Record]) -> dict:
    return {
        "scenario": evidence["scenario"],
        "candidate": evidence["candidate"],
        "trouble": evidence.get("trouble"),
        "products": [_shown(row["product_id"], products) for row in evidence["slate"]],
    }


def _shown(product_id: str, products: Mapping[str, Record]) -> dict:
    product = products[product_id]
    return {
        "product_id": product_id,
        "title": product["title"],
        "price": product.get("price"),
        "picture": product.get("picture"),
    }


def _findings(evidence: Record) -> dict:
    return {name: evidence[name] for name in ("scenario", "candidate", "findings")}


def _of(record: Record, name: str) -> Iterable[Record]:
    return record.get(name, ())


def _sorted(record: Record, name: str) -> list[Record]:
    return sorted(record[name], key=lambda each: each["id"])


def _evidence(record: Record) -> list[Record]:
    return sorted(record["evidence"], key=lambda each: (each["scenario"], each["candidate"]))
