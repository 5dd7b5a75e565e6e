"""The pages there are: what each one's address ends in, what it is called, what it is about."""

THIS_RELEASE, THE_SHOPPERS = "This release", "The shoppers"

FIRST = {"releases": "Releases"}
"""Where one arrives."""
GROUPS = {
    THIS_RELEASE: {
        "review": "Review",
        "changes": "Changes",
        "disagreements": "Disagreements",
        "figures": "Figures",
        "decision": "Decision",
    },
    THE_SHOPPERS: {
        "scenarios": "Scenarios",
        "coverage": "Coverage",
    },
}
"""As they stand in the menu, after the first."""
PAGES = {**FIRST, **GROUPS[THIS_RELEASE], **GROUPS[THE_SHOPPERS]}
