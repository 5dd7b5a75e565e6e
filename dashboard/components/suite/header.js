// The title, the quiet ways on, and the one thing to do: a new scenario.

import { element } from "../tile/element.js";
import { openMenu } from "./menu.js";

export function makeHeader(suite) {
  const more = element("button", { type: "button", class: "quietly", "aria-haspopup": "menu", onclick: () => openMenu(suite.root, more, suite.actions.folder()) }, "Import and export");
  return element("header", { class: "top" },
    element("h1", {}, "Scenarios"),
    element("nav", { "aria-label": "Scenarios" },
      element("a", { class: "quietly", href: "/coverage", target: "_self" }, "Coverage"),
      more,
      suite.writes ? begin(suite) : null));
}

function begin(suite) {
  const start = (values) => () => suite.open({ scenario: "new", ...values });
  const other = element("button", { type: "button", class: "main other", "aria-haspopup": "menu", "aria-label": "Other ways to begin", onclick: () =>
    openMenu(suite.root, other, [
      { text: "From nothing", hint: "Choose what was bought, product by product", act: start({}) },
      { text: "From a template", hint: "A familiar shopper with a few blanks to fill", act: start({ start: "template" }) },
      { text: "From another scenario", hint: "A copy to change, beside the one that stays", act: start({ start: "copy" }) },
      { text: "From a real shopper", hint: "What somebody really bought, without who it was", act: start({ start: "shopper" }) },
    ]) }, "▾");
  return element("span", { class: "begin" },
    element("button", { type: "button", class: "main", onclick: start({}) }, "New scenario"), other);
}
