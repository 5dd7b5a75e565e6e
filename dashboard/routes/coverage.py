"""Whom the suite stands for, and whom nobody speaks for."""

from starlette.routing import BaseRoute


def routes() -> list[BaseRoute]:
    return []
