"""Expectations, checked against one slate."""

from collections.abc import Iterable, Iterator

from recommender.catalogue import Catalogue
from recommender.expectations.expectation import Expectation
from recommender.expectations.finding import Answer, Finding
from recommender.expectations.seen import Found, Seen, finder
from recommender.expectations.vocabulary import WORDS, arguments
from recommender.situation import Situation
from recommender.slate import Slate, Trouble

GIVES_A_SLATE = Expectation("gives_a_slate")
"""Not of the vocabulary: found by itself where a candidate shows nothing that can be trusted."""

TROUBLES = {
    Trouble.SLOW: "The model did not answer in time.",
    Trouble.FAILING: "The model failed to answer.",
    Trouble.EMPTY: "The model answered, but recommended nothing.",
    Trouble.CONTRACT: "The model's answer broke the contract.",
    Trouble.STALE: "The model's answer is for another basket.",
}
NOTHING = "Nothing was recommended."


def check(
    slate: Slate,
    situation: Situation,
    find: Found,
    expectations: Iterable[Expectation],
    standing: Iterable[Expectation] = (),
) -> tuple[Finding, ...]:
    """What is wrong with the slate as such, the standing expectations, then the scenario's own.

    On a slate in trouble nothing is met. On an empty one what demands products is not met; what
    forbids them is, beside the finding that nothing was recommended, which is never met.
    """
    products = tuple(map(find, slate.product_ids))
    seen = Seen(products, frozenset(situation.product_ids), find)
    own = [_finding(each, slate, seen, False) for each in expectations]
    shops = [_finding(each, slate, seen, True) for each in standing]
    return (*_trouble(slate), *shops, *own)


def sentence(stated: Expectation, catalogue: Catalogue | None = None) -> str:
    """What it expects, in a merchandiser's words; titles in place of ids where there is a
    catalogue."""
    return _ask(stated, Seen((), frozenset(), finder(catalogue))).sentence


def met_by_nothing(stated: Expectation) -> bool:
    """Whether a slate that is honestly empty meets it."""
    return _ask(stated, Seen((), frozenset(), finder(None))).met


def _ask(stated: Expectation, seen: Seen) -> Answer:
    return WORDS[stated.name](seen, **arguments(stated))


def _trouble(slate: Slate) -> Iterator[Finding]:
    if slate.trouble is not None or not slate.recommendations:
        said = TROUBLES[slate.trouble] if slate.trouble else NOTHING
        yield Finding(
            GIVES_A_SLATE,
            "The model must recommend something",
            False,
            f"{said} {slate.note}".strip(),
        )


def _finding(stated: Expectation, slate: Slate, seen: Seen, standing: bool) -> Finding:
    answer = _ask(stated, seen)
    met, detail, product_ids = answer.met, answer.detail, answer.product_ids
    if slate.trouble is not None:
        met, detail, product_ids = False, TROUBLES[slate.trouble], ()
    elif not slate.recommendations:
        detail = NOTHING
    return Finding(stated, answer.sentence, met, detail, product_ids, standing)
