"""Whom a suite of scenarios stands for, and which scenario to add next."""

from recommender.coverage.behaviour import Behaviour, survey
from recommender.coverage.debate import Debate, debate
from recommender.coverage.dismissed import Dismissal, dismissed_text, read_dismissed
from recommender.coverage.reach import Coverage, coverage
from recommender.coverage.suggestions import Suggestion, suggest

__all__ = [
    "Behaviour",
    "Coverage",
    "Debate",
    "Dismissal",
    "Suggestion",
    "coverage",
    "debate",
    "dismissed_text",
    "read_dismissed",
    "suggest",
    "survey",
]
