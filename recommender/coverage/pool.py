"""Baskets to suggest: those of real shoppers, made anonymous."""

import numpy as np

from recommender.coverage.behaviour import Behaviour

MOST_BASKETS = 2_000
MOST_PRODUCTS = 8
FEWEST_PRODUCTS = 3
"""Of fewer a merchandiser sees no shopper; less only where nobody in the shop bought as many."""
FEWEST_BUYERS = 3
"""A product that fewer bought could tell who it was."""

Basket = tuple[str, ...]


def pool(behaviour: Behaviour) -> tuple[Basket, ...]:
    """At most 2,000 different ones, of all kinds of shoppers alike; the same every time.

    Of every basket only the products that say most of its shopper's taste, the most telling
    first, without day or quantity.
    """
    baskets = [_basket(behaviour, shopper) for shopper in _drawn(behaviour.segments.codes)]
    fewest = min(FEWEST_PRODUCTS, max(1, *map(len, baskets)))
    return tuple(dict.fromkeys(basket for basket in baskets if len(basket) >= fewest))


def _drawn(codes: np.ndarray) -> np.ndarray:
    """From every segment in turn, within each at random."""
    order = np.random.default_rng(0).permutation(len(codes))
    turns = np.empty(len(codes), dtype=int)
    for code in np.unique(codes):
        members = order[codes[order] == code]
        turns[members] = np.arange(len(members))
    return np.lexsort((codes, turns))[:MOST_BASKETS]


def _basket(behaviour: Behaviour, shopper: int) -> Basket:
    habits, tastes = behaviour.habits, behaviour.tastes
    bought = habits.bought[[shopper]].indices
    bought = bought[habits.shop.purchases.sales[bought] >= FEWEST_BUYERS]
    says = tastes.weights[bought] * (tastes.directions[bought] @ behaviour.vectors[shopper, :-1])
    telling = bought[np.lexsort((bought, -says.round(9)))][:MOST_PRODUCTS]
    return tuple(habits.shop.catalogue.ids[telling])
