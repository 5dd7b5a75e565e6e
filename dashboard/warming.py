"""What the first visitor would wait for, made ready behind the start."""

import logging
from threading import Thread

from dashboard import resources
from recommender.refusal import Refusal

FIRST = (resources.listing, resources.trial, resources.search)
"""In the order in which pages ask: scenarios, models, the index of products."""

log = logging.getLogger(__name__)


def warm_up() -> Thread:
    """Returns at once; what cannot be made is met again by the page that needs it."""
    thread = Thread(target=_make, name="warming", daemon=True)
    thread.start()
    return thread


def _make() -> None:
    for part in FIRST:
        try:
            part()
        except (Refusal, OSError) as trouble:
            log.warning("Not ready at the start: %s", str(trouble).replace("\n", " "))
