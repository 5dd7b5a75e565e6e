// The menu of all that can be expected, grouped in plain words.

import { element } from "../tile/element.js";
import { openPopover } from "./popover.js";

export function openWords(button, words, chosen) {
  const groups = Map.groupBy(words.byName.values(), (each) => each.group);
  const menu = element("div", { class: "words", role: "menu", "aria-label": "What can be expected" },
    [...groups].map(([group, members]) => element("div", { role: "group", "aria-label": group }, element("h4", { "aria-hidden": "true" }, group),
      members.map((each) => element("button", { type: "button", role: "menuitem", "aria-label": `${group}: ${each.asks}`, dataset: { word: each.name }, onclick: () => popover.close(() => chosen(each.name)) }, each.asks)))));
  const popover = openPopover(menu, button);
}
