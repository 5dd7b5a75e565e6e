"""Releases as cards."""

from collections.abc import Sequence

from dashboard.components.frontend import frontend, heard


def release_cards(releases: Sequence[dict]) -> dict | None:
    """`{"page", "release", "scenario"}` where one was opened by a click; with a scenario, where
    words about it wait to be read."""
    answer = frontend("releases")(
        data={"releases": list(releases)}, key="releases", on_opened_change=heard
    )
    return answer.opened
