// The title, the quiet ways on, and the one thing to do: a new scenario.

import { read } from "../tile/address.js";
import { element } from "../tile/element.js";
import { openMenu } from "./menu.js";

export function makeHeader(suite) {
  const more = element("button", { type: "button", class: "quietly", "aria-haspopup": "menu", onclick: () => openMenu(suite.root, more, suite.actions.folder()) }, "Import and export");
  return element("header", { class: "top" },
    element("h1", {}, "Scenarios"),
    element("nav", { "aria-label": "Scenarios" },
      element("a", { class: "quietly", href: "/coverage", target: "_self" }, "Who is missing?"),
      more,
      suite.writes ? begin(suite) : null));
}

function begin(suite) {
  const start = (values) => () => suite.open({ scenario: "new", ...values });
  const other = element("button", { type: "button", class: "main other", "aria-haspopup": "menu", "aria-label": "Other ways to begin", onclick: async () => {
    const templates = await read("/api/starts").then((answer) => answer.templates, () => []);
    openMenu(suite.root, other, [
      { text: "From nothing", act: start({}) },
      { text: "From a real shopper", hint: "Somebody of the shop's, without name or number", act: start({ start: "shopper" }) },
      { text: "From a copy", hint: "Begin with one of these and change it", act: start({ start: "copy" }) },
      ...templates.map(({ name, title, story }) => ({ text: title, hint: story, act: start({ template: name }) })),
    ]);
  } }, "▾");
  return element("span", { class: "begin" },
    element("button", { type: "button", class: "main", onclick: start({}) }, "New scenario"), other);
}
