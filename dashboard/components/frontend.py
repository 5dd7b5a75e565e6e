"""A front-end component: a folder's module and style sheet, fetched by their content's address."""

from functools import cache

import streamlit as st

from dashboard.routes.front import modules, version

LOADER = """
export default function (component) {
  const address = new URL("/front/%s/%s/%s.js", document.baseURI);
  import(address).then((module) => module.default(component));
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
        js=LOADER % (version(), folder, folder),
    )


def heard() -> None:
    """A component's value is only sent for a name with a callback; scripts read the value."""
