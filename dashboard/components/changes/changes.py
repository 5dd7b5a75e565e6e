"""What changed since the last GO, scenario by scenario, before and after in pictures."""

from dashboard.components.frontend import frontend


def changes(release: str) -> None:
    """It only shows: nothing comes back to the script."""
    frontend("changes", "slate")(data={"release": release}, key=f"changes-{release}")
