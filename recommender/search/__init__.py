"""Finding products: by words as one types, by facets with counts, in the order one wants."""

from recommender.search.facet import Choices, Counted, Facet, Value
from recommender.search.order import Sort
from recommender.search.price_ranges import PriceRange
from recommender.search.search import Found, Search

__all__ = ["Choices", "Counted", "Facet", "Found", "PriceRange", "Search", "Sort", "Value"]
