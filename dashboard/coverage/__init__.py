"""Whom the suite stands for, as pages draw it."""
