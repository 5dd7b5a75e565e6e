"""One ASGI application: Streamlit, pictures, answers, gate, health."""

import asyncio
import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import streamlit as st
from anyio import to_thread
from starlette.middleware import Middleware

from dashboard import resources
from dashboard.entrance import Entrance, Protection
from dashboard.releases import sign_ins
from dashboard.releases.facts import Fact
from dashboard.releases.outage import OUTAGE
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
from recommender.refusal import Refusal
from recommender.stamp import Stamp, is_at_rest, stamp

SECONDS_BETWEEN_COLLECTIONS = 60
SECONDS_BETWEEN_LOOKS = 1


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
    OUTAGE.logged = True
    warm_up()
    timers = [asyncio.create_task(_collect_garbage()), asyncio.create_task(_end_sign_ins())]
    yield
    for timer in timers:
        timer.cancel()


async def _collect_garbage() -> None:
    while True:
        await asyncio.sleep(SECONDS_BETWEEN_COLLECTIONS)
        gc.collect()


async def _end_sign_ins() -> None:
    """Of whoever is taken out of the settings, from the start on and soon after each change."""
    ended: Stamp | None = None
    while True:
        with suppress(Fact, Refusal):
            path = resources.settings().path()
            written = stamp(path)
            if written != ended and is_at_rest(path):
                listed = [each.id for each in resources.settings().people]
                await to_thread.run_sync(sign_ins.end_all_but, resources.sessions(), listed)
                ended = written
        await asyncio.sleep(SECONDS_BETWEEN_LOOKS)
