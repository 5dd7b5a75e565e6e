"""What can be expected: the words, their fields and values."""

from starlette.routing import BaseRoute


def routes() -> list[BaseRoute]:
    return []
