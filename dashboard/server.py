"""One ASGI application: Streamlit, pictures, answers, gate, health."""

import asyncio
import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from dashboard.entrance import Entrance, Protection
from dashboard.routes import (
    answers_given,
    changes,
    connection,
    coverage,
    disagreements,
    expectations,
    export,
    figures,
    front,
    health,
    nowhere,
    pictures,
    products,
    releases,
    review,
    scenario,
    shell,
    signing_in,
    studio,
    suite,
    talk,
)
from dashboard.warming import warm_up

SECONDS_BETWEEN_COLLECTIONS = 60


def application() -> st.App:
    """What uvicorn serves, in one process; what is sent compressed is compressed by then."""
    shell.prepare()
    subjects = (
        signing_in,
        shell,
        connection,
        front,
        pictures,
        releases,
        review,
        answers_given,
        changes,
        talk,
        disagreements,
        products,
        studio,
        expectations,
        scenario,
        suite,
        coverage,
        figures,
        export,
        health,
        nowhere,
    )
    return st.App(
        Path(__file__).with_name("app.py"),
        routes=[route for subject in subjects for route in subject.routes()],
        middleware=[Middleware(Protection), Middleware(Entrance)],
        lifespan=tidied,
    )


@asynccontextmanager
async def tidied(_app: st.App) -> AsyncIterator[None]:
    """Garbage is collected on a timer instead of after every run; what pages need is made."""
    gc.collect()
    gc.freeze()
    warm_up()
    timer = asyncio.create_task(_collect_garbage())
    yield
    timer.cancel()


async def _collect_garbage() -> None:
    while True:
        await asyncio.sleep(SECONDS_BETWEEN_COLLECTIONS)
        gc.collect()
