"""Whom the suite stands for, whom nobody speaks for yet, and what to add next."""

from dashboard import people
from dashboard.components.coverage.coverage import coverage

person = people.here()
coverage(person)
