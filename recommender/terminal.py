"""Text from outside on a terminal, where a control character could forge a line."""


def printable(text: str) -> str:
    """One line; what a terminal would obey instead of showing is marked."""
    return "".join(each if each.isprintable() else "\ufffd" for each in text)
