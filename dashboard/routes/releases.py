"""A release's address for pipelines: the gate."""

from typing import Any

from starlette.requests import Request
from starlette.routing import BaseRoute, Route

from dashboard.gate import ask_gate
from dashboard.routes.answers import answering


def routes() -> list[BaseRoute]:
    return [Route("/api/releases/{name}/gate", answering(gate))]


def gate(request: Request) -> dict[str, Any]:
    return ask_gate(request.path_params["name"])
