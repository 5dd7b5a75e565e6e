"""A front-end component: a folder's module and style sheet; all modules come in one response."""

from functools import cache

import streamlit as st

from dashboard.routes.front import address, modules

# The page's fonts first: text that changes its font after it was painted moves what follows.
LOADER = """
const FONTS = ["500 20px Fraunces", "400 15px Inter"];
const fonts = Promise.all(FONTS.map((font) => document.fonts.load(font))).catch(() => null);
export default function (component) {
  const modules = import(new URL("/%s", document.baseURI));
  Promise.all([modules, fonts]).then(([{ need }]) => {
    const composing = need("tile/composing.js"), module = need("%s.js");
    composing.keepKeysOfInputMethods();
    module.default(component);
  });
}
"""


@cache
def frontend(folder: str, *styled: str):
    """The renderer of one folder of dashboard/components/; `styled`: folders it draws with."""
    styles = (modules()[f"{name}/{name}.css"] for name in ("tile", *styled, folder))
    return st.components.v2.component(
        f"vitrine_{folder}",
        html='<div class="vitrine"></div>',
        css="\n".join(styles),
        js=LOADER % (address(folder), f"{folder}/{folder}"),
    )


@cache
def inlined(folder: str, tag: str = "div"):
    """The renderer of a folder whose one module stands in the page itself.

    It is drawn without a further request, also for whoever has no right to fetch any address.
    """
    return st.components.v2.component(
        f"vitrine_{folder}",
        html=f'<{tag} class="vitrine"></{tag}>',
        css=modules()["tile/tile.css"] + modules()[f"{folder}/{folder}.css"],
        js=modules()[f"{folder}/{folder}.js"],
    )


def heard() -> None:
    """A component's value is only sent for a name with a callback; scripts read the value."""
