"""Whom a suite of scenarios stands for, and which scenario to add next."""

from recommender.coverage.behaviour import Behaviour, survey
from recommender.coverage.standing import Coverage, coverage

__all__ = ["Behaviour", "Coverage", "coverage", "survey"]
