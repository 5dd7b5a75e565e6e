"""Finding products, and one product's card."""

from starlette.routing import BaseRoute


def routes() -> list[BaseRoute]:
    return []
