// The rail at the left: finding products, what a good answer is, the details; one at a time.

import { element } from "../tile/element.js";

const TABS = [["find", "Find products"], ["expect", "A good answer"], ["details", "Details"]];

export class Rail {
  // The panels, by their names: find, expect, details.
  constructor(panels) {
    this.panels = Object.fromEntries(Object.entries(panels).map(([name, node]) => [name, element("div", { class: `panel-${name}` }, node)]));
    this.tabs = element("div", { class: "tabs", role: "tablist", "aria-label": "Build the scenario", onkeydown: (event) => this.step(event) },
      TABS.map(([name, label]) => element("button", { type: "button", role: "tab", id: `tab-${name}`, "aria-controls": `panel-${name}`, dataset: { tab: name }, onclick: () => this.show(name) }, label)));
    for (const [name, panel] of Object.entries(this.panels)) {
      panel.id = `panel-${name}`;
      panel.setAttribute("role", "tabpanel");
      panel.setAttribute("aria-labelledby", `tab-${name}`);
    }
    this.node = element("aside", { class: "rail" }, this.tabs, Object.values(this.panels));
    this.show("find");
  }

  show(name) {
    for (const each of this.tabs.children) {
      const chosen = each.dataset.tab === name;
      each.setAttribute("aria-selected", String(chosen));
      each.tabIndex = chosen ? 0 : -1;
    }
    for (const [each, panel] of Object.entries(this.panels)) panel.hidden = each !== name;
  }

  step(event) {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!by) return;
    event.preventDefault();
    const tabs = [...this.tabs.children];
    const next = tabs[(tabs.indexOf(event.target) + by + tabs.length) % tabs.length];
    this.show(next.dataset.tab);
    next.focus();
  }
}
