"""The pages there are: what each one's address ends in, and what it is called."""

PAGES = {
    "releases": "Releases",
    "review": "Review",
    "changes": "Changes",
    "disagreements": "Disagreements",
    "figures": "Figures",
    "decision": "Decision",
    "scenarios": "Scenarios",
    "coverage": "Coverage",
}
"""The first is where one arrives."""
