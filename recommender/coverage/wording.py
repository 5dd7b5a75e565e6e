"""Shares and counts as sentences say them."""


def percent(share: float) -> str:
    """Never 0 % of something, never 100 % of not quite all."""
    if 0 < share < 0.005:
        return "less than 1 %"
    if 0.995 <= share < 0.9995:
        return "99 %"
    return f"{100 * share:.0f} %"


def counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def shortened(text: str, longest: int = 60) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"
