"""Frozen pictures, made again from the shop's originals where this machine has lost them."""

from collections.abc import Iterable
from contextlib import suppress
from threading import Lock, Thread

from dashboard import resources
from dashboard.releases.facts import Fact
from dashboard.releases.frozen_pictures import frozen_paths, paths_in_review
from recommender.pictures import keep_many
from recommender.refusal import Refusal

_turn = Lock()
"""Of whoever makes pictures again; who asks meanwhile waits and finds them."""


def lacking(digests: Iterable[str]) -> frozenset[str]:
    """Those that cannot be shown here, also after a try to make them from their originals.

    A picture stands for a release only where the original's digest is the frozen one: of a file
    that was changed since, nothing is shown in its place.
    """
    missing = lost(digests)
    if missing:
        with _turn:
            make_again(lost(missing))
        missing = lost(missing)
    return missing


def lost(digests: Iterable[str]) -> frozenset[str]:
    store = resources.pictures()
    return frozenset(each for each in digests if not store.known(each))


def make_again(digests: Iterable[str]) -> None:
    """As far as the record, the shop and its files answer."""
    with suppress(Fact, Refusal):
        paths = frozen_paths(resources.sessions())
        wanted = [paths[each] for each in digests if each in paths]
        if wanted:
            keep_many(resources.pictures(), wanted, resources.shop().images)


def pictures_ready() -> bool:
    """Whether all that is in review can be shown; what is lost is made again meanwhile."""
    try:
        missing = lost(paths_in_review(resources.sessions()))
    except Fact:
        return False
    if missing and not _turn.locked():
        Thread(target=lacking, args=(missing,), daemon=True).start()
    return not missing
