"""What a review adds up to, on one page; the component asks for everything itself."""

from dashboard.components.frontend import frontend


def figures(release: str) -> None:
    frontend("figures")(data={"release": release}, key=f"figures {release}")
