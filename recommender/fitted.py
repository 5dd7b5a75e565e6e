"""Fitted candidates in a shop: fitted and saved, opened and checked, fingerprinted."""

import hashlib
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path

import rfc8785

from recommender import toml
from recommender.arrays import ArraysRefused, most_bytes, pack, unpack
from recommender.candidate import Candidate, FittedCandidate, Fitting
from recommender.candidate_folder import (
    ARRAYS,
    CARD,
    CARD_MOST,
    FINGERPRINT,
    FINGERPRINT_MOST,
    candidate_folder,
    read_folder,
    refused,
    write_folder,
)
from recommender.kinds import make_candidate
from recommender.refusal import Refusal
from recommender.settings import CandidateSettings
from recommender.shop import CANDIDATES, Shop
from recommender.situation import Situation


def fit_candidate(
    candidate: Candidate,
    shop: Shop,
    *,
    progress: bool = False,
    situations: Mapping[str, Situation] | None = None,
) -> FittedCandidate:
    """Fit, save below the shop's candidates/, and open what was saved. `situations` are those of
    the scenarios there are, by id."""
    fitted = candidate.fit(shop, progress=progress)
    fitted = fitted.bound_to(situations or {})
    fitted.fitting = Fitting(
        purchases=len(shop.purchases),
        shoppers=len(shop.purchases.shopper_ids),
        products=len(shop.catalogue),
        fitted_at=datetime.now(UTC).isoformat(timespec="seconds"),
        learnt_from=shop.purchases_digest if candidate.learns else "",
    )
    content = pack(fitted.arrays())
    catalogue = shop.catalogue.digest
    card = {"kind": candidate.kind, "title": candidate.title, "catalogue": catalogue}
    card |= fitted.card()
    files = {
        ARRAYS: content,
        CARD: toml.text(card).encode(),
        FINGERPRINT: f"{fingerprint(candidate, shop, content)}\n".encode(),
    }
    write_folder(candidate_folder(shop, candidate.id), files)
    return open_candidate(candidate, shop)


def open_candidate(candidate: Candidate, shop: Shop) -> FittedCandidate:
    """CandidateNotFitted, or CandidateRefused where anything in its folder is not as fitted."""
    folder = candidate_folder(shop, candidate.id)
    layout = candidate.layout(shop)
    most = {ARRAYS: most_bytes(layout), CARD: CARD_MOST, FINGERPRINT: FINGERPRINT_MOST}
    files = read_folder(folder, most)
    card = _card(folder, files[CARD])
    found = fingerprint(candidate, shop, files[ARRAYS])
    if found != files[FINGERPRINT].decode("ascii", "replace").strip():
        raise refused(folder, _difference(candidate, shop, card))
    try:
        fitted = candidate.open(shop, unpack(files[ARRAYS], layout))
    except ArraysRefused as error:
        raise refused(folder / ARRAYS, str(error)) from error
    fitted.fingerprint = found
    fitted.fitting = Fitting.model_validate(card)
    return fitted


def open_candidates(
    settings: Iterable[CandidateSettings], shop: Shop
) -> dict[str, FittedCandidate | Refusal]:
    """Every candidate by its id, in order; one that cannot be opened is the refusal that says why.

    A refused one stops none of the others.
    """
    return {each.id: _opened(each, shop) for each in settings}


def staleness(fitted: FittedCandidate, shop: Shop) -> str:
    """One sentence where it has learnt from other purchases than the shop holds now; else empty.

    It answers as it did when it was fitted, so it may stay as long as anybody wants it.
    """
    fitting = fitted.fitting
    if not fitted.candidate.learns or fitting is None or _is_current(fitting, shop):
        return ""
    return (
        f"{fitted.candidate.title} was fitted on other data than the shop holds now: "
        f"{fitting.purchases:,} purchases, on {fitting.fitted_at[:10]}. Fit "
        f"{fitted.candidate.id!r} again to learn from those of now."
    )


def stale_folders(shop: Shop) -> list[str]:
    """The ids of what lies in candidates/ and was fitted on other data than the shop holds now, by
    their cards; one whose card cannot be read counts among them."""
    folders = sorted((shop.folder / CANDIDATES).glob("*/"))
    return [each.name for each in folders if not _card_is_current(each, shop)]


def _card_is_current(folder: Path, shop: Shop) -> bool:
    try:
        card = toml.parse((folder / CARD).read_bytes())
        fitting = Fitting.model_validate(card)
    except (OSError, ValueError):
        return False
    return card.get("catalogue") == shop.catalogue.digest and _is_current(fitting, shop)


def _is_current(fitting: Fitting, shop: Shop) -> bool:
    """By the number of purchases where the card does not say which they were."""
    if fitting.learnt_from is None:
        return fitting.purchases == shop.facts.get("purchases", fitting.purchases)
    return fitting.learnt_from in ("", shop.purchases_digest)


def fingerprint(candidate: Candidate, shop: Shop, content: bytes) -> str:
    """SHA-256 over kind, parameters, the catalogue's ids and the arrays' bytes; not the title."""
    bound = {
        "kind": candidate.kind,
        "parameters": candidate.parameters,
        "catalogue": shop.catalogue.digest,
        "arrays": hashlib.sha256(content).hexdigest(),
    }
    return hashlib.sha256(rfc8785.dumps(bound)).hexdigest()


def fingerprint_now(fitted: FittedCandidate, shop: Shop) -> str:
    """What the fingerprint would be if it were taken now: files are read, a served model asked.

    A Refusal where that cannot be told.
    """
    opened = open_candidate(fitted.candidate, shop)
    return fingerprint(opened.candidate, shop, pack(opened.arrays_now()))


def _opened(settings: CandidateSettings, shop: Shop) -> FittedCandidate | Refusal:
    try:
        return open_candidate(make_candidate(settings), shop)
    except Refusal as refusal:
        return refusal


def _card(folder: Path, content: bytes) -> Mapping[str, object]:
    try:
        card = toml.parse(content)
        Fitting.model_validate(card)
    except ValueError as error:
        raise refused(folder / CARD, "it cannot be read") from error
    return card


def _difference(candidate: Candidate, shop: Shop, card: Mapping[str, object]) -> str:
    """Why a fingerprint is not the one that was saved, as far as the card can tell."""
    if card.get("catalogue") != shop.catalogue.digest:
        return (
            "it was fitted on another catalogue, so it is fitted on other data than the shop holds"
        )
    fitted_with, now = card.get("parameters"), candidate.parameters
    for name in now:
        if isinstance(fitted_with, dict) and fitted_with.get(name) != now[name]:
            return f"it was fitted with {name} = {fitted_with.get(name)!r}, not {now[name]!r}"
    return "its files have changed since it was fitted"
