"""A front-end component: a folder's module and style sheet, fetched by their content's address."""

from functools import cache

import streamlit as st

from dashboard.routes.front import modules, version

# The page's fonts first: text that changes its font after it was painted moves what follows.
LOADER = """
const FONTS = ["500 20px Fraunces", "400 15px Inter"];
const fonts = Promise.all(FONTS.map((font) => document.fonts.load(font))).catch(() => null);
export default function (component) {
  const front = new URL("/front/%s/", document.baseURI);
  const parts = ["%s.js", "tile/composing.js"].map((path) => import(new URL(path, front)));
  Promise.all([...parts, fonts]).then(([module, composing]) => {
    composing.keepKeysOfInputMethods();
    module.default(component);
  });
}
"""


@cache
def frontend(folder: str, *styled: str):
    """The renderer of one folder of dashboard/components/; `styled`: folders it draws with."""
    styles = (modules()[f"{name}/{name}.css"].decode() for name in ("tile", *styled, folder))
    return st.components.v2.component(
        f"vitrine_{folder}",
        html='<div class="vitrine"></div>',
        css="\n".join(styles),
        js=LOADER % (version(), f"{folder}/{folder}"),
    )


@cache
def inlined(folder: str, tag: str = "div"):
    """The renderer of a folder whose one module stands in the page itself.

    It is drawn without a further request, also for whoever has no right to fetch any address.
    """
    read = {name: content.decode() for name, content in modules().items()}
    return st.components.v2.component(
        f"vitrine_{folder}",
        html=f'<{tag} class="vitrine"></{tag}>',
        css=read["tile/tile.css"] + read[f"{folder}/{folder}.css"],
        js=read[f"{folder}/{folder}.js"],
    )


def heard() -> None:
    """A component's value is only sent for a name with a callback; scripts read the value."""
