"""The palette: colours of the demo shop by name, and the families they belong to."""

import colorsys
import tomllib
from functools import cache
from pathlib import Path

ASSETS = Path(__file__).resolve().parents[2] / "assets" / "demo"
FAMILIES = ((0.045, "red"), (0.11, "earth"), (0.185, "yellow"), (0.46, "green"), (0.72, "blue"))


@cache
def load_palette() -> dict[str, str]:
    """Colour names and their `#rrggbb`."""
    return tomllib.loads((ASSETS / "palette.toml").read_text("utf-8"))


def family(colour: str) -> str:
    """Whether a named colour is light, dark, grey, or else its hue."""
    encoded = load_palette()[colour]
    parts = (int(encoded[place : place + 2], 16) / 255 for place in (1, 3, 5))
    hue, lightness, saturation = colorsys.rgb_to_hls(*parts)
    if lightness > 0.8:
        return "light"
    if lightness < 0.23:
        return "dark"
    if saturation < 0.13:
        return "grey"
    return next((name for end, name in FAMILIES if hue < end), "red")
