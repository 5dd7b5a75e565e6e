"""Shares, counts and names as sentences say them."""


def percent(share: float) -> str:
    """Never 0 % of something, never 100 % of not quite all."""
    if 0 < share < 0.005:
        return "less than 1 %"
    if 0.995 <= share < 0.9995:
        return "99 %"
    return f"{100 * share:.0f} %"


def counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def within(name: str) -> str:
    """As it stands within a sentence: "Cushions & throws" is no name, "Marrow & Field" and "DVDs"
    are."""
    ordinary = name[:1].isupper() and not any(letter.isupper() for letter in name[1:])
    return name[0].lower() + name[1:] if ordinary else name


def shortened(text: str, longest: int = 60) -> str:
    """Between two words, if there are any."""
    if len(text) <= longest:
        return text
    cut = text[:longest]
    return f"{cut.rpartition(' ')[0].rstrip(' ,;:&') or cut[:-1]}…"
