// The columns as tabs, where one at a time is seen: each with what was said of it.

import { element, icon } from "../tile/element.js";
import { VERDICTS } from "./words.js";

export class Tabs {
  // `choose(letter)` brings a column into view.
  constructor(choose) {
    this.choose = choose;
    this.tabs = new Map();
    this.node = element("div", { class: "tabs", role: "tablist", "aria-label": "Columns" });
  }

  place(columns) {
    this.tabs = new Map(columns.map(({ letter, title }) => [letter, this.tab(letter, title)]));
    this.node.replaceChildren(...this.tabs.values());
    this.node.hidden = columns.length < 2;
  }

  tab(letter, title) {
    return element("button", { type: "button", role: "tab", class: "tab", title, dataset: { candidate: letter }, onclick: () => this.choose(letter) },
      letter, element("span", { class: "verdict" }));
  }

  activate(letter) {
    for (const [each, tab] of this.tabs) {
      tab.setAttribute("aria-selected", String(each === letter));
      tab.tabIndex = each === letter ? 0 : -1;
    }
  }

  draw(letter, { value }) {
    const tab = this.tabs.get(letter);
    const said = VERDICTS.find((each) => each.value === value);
    tab.dataset.value = said ? value : "";
    tab.setAttribute("aria-label", `${letter}: ${said ? said.label : "waits for a verdict"}`);
    tab.querySelector(".verdict").replaceChildren(said ? icon(said.shape) : "");
  }
}
