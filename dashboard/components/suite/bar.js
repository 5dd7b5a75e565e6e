// What can be done with all that are chosen, at the bottom while something is.

import { element } from "../tile/element.js";
import { openMenu } from "./menu.js";

export function makeBar(suite) {
  const { choice, actions } = suite;
  const many = element("strong", { role: "status" });
  const all = button("", () => choice.all(suite.grid.question()));
  const out = button("Export", () => openMenu(suite.root, out, actions.exports([...choice.ids])));
  const node = element("div", { class: "bar", role: "toolbar", "aria-label": "Chosen scenarios", hidden: true },
    many, all,
    element("span", { class: "gap" }),
    button("Add tag", () => actions.addTag([...choice.ids])),
    button("Remove tag", () => actions.removeTag([...choice.ids])),
    out,
    button("Delete", () => actions.remove([...choice.ids]), "careful"),
    button("Choose none", () => choice.clear()));
  choice.listen(() => {
    node.hidden = !choice.ids.size;
    many.textContent = `${choice.ids.size} chosen`;
    const found = suite.grid.total ?? 0;
    all.textContent = `Choose all ${found}`;
    all.hidden = choice.ids.size >= found;
  });
  return { node };
}

const button = (text, onclick, tone = "") => element("button", { type: "button", class: tone, onclick }, text);
