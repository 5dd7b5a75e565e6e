"""How long a scenario takes one reviewer."""

from datetime import UTC, datetime, timedelta

from dashboard.releases.pace import ASSUMED, Pace, pace

NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)


def after(*seconds: int) -> list[tuple[str, datetime]]:
    """One answer on a scenario each, so long after noon."""
    return [(f"scenario-{each}", NOON + timedelta(seconds=each)) for each in seconds]


def test_before_anything_is_known_a_minute_is_assumed() -> None:
    assert pace([]) == Pace(ASSUMED, known=False)
    assert pace(after(0, 20, 40)) == Pace(ASSUMED, known=False)


def test_it_is_the_median_time_from_scenario_to_scenario() -> None:
    assert pace(after(0, 20, 40, 100)) == Pace(20, known=True)


def test_answers_on_one_scenario_are_one_step() -> None:
    several = [("scenario-20", NOON + timedelta(seconds=each)) for each in (5, 12, 20)]
    assert pace([*after(0, 40, 60), *several]) == Pace(20, known=True)


def test_a_pause_is_no_pace() -> None:
    assert pace(after(0, 30, 60, 4000, 4030)) == Pace(30, known=True)
