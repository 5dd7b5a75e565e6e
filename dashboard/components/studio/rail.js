// The rail at the left: finding products, what a good answer is, the details; one at a time. Put
// aside, only its names stay, as a line above the answers; where there is little room it is a
// drawer over them.

import { element, icon } from "../tile/element.js";
import { lasting } from "../tile/storage.js";

const TABS = [["find", "Find products"], ["expect", "A good answer"], ["details", "Details"]];
const ASIDE = "vitrine:studio:rail-aside";
const NARROW = matchMedia("(max-width: 1000px)");

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
    this.fold = element("button", { type: "button", class: "step fold", "aria-label": "Put aside", title: "Put aside, to see more of the answers", onclick: () => this.putAside() }, icon("left"));
    this.node = element("aside", { class: "rail", onkeydown: (event) => this.escape(event) }, element("div", { class: "names" }, this.tabs, this.fold), Object.values(this.panels));
    this.chosen = "find";
    this.draw(NARROW.matches || lasting.read(ASIDE) === "yes");
  }

  show(name) {
    this.chosen = name;
    if (this.aside) this.keep(false);
    this.draw(false);
  }

  putAside() {
    this.keep(true);
    this.draw(true);
    this.tabs.querySelector('[tabindex="0"]').focus();
  }

  // In a drawer it is opened and closed all the time: that is no wish for the next visit.
  keep(aside) {
    if (!NARROW.matches) lasting.put(ASIDE, aside ? "yes" : "no");
  }

  draw(aside) {
    this.aside = aside;
    this.node.classList.toggle("aside", aside);
    this.fold.hidden = aside;
    for (const each of this.tabs.children) {
      const chosen = each.dataset.tab === this.chosen;
      each.setAttribute("aria-selected", String(chosen && !aside));
      each.tabIndex = chosen ? 0 : -1;
    }
    for (const [each, panel] of Object.entries(this.panels)) panel.hidden = aside || each !== this.chosen;
  }

  escape(event) {
    if (event.key === "Escape" && NARROW.matches && !this.aside && !event.defaultPrevented) this.putAside();
  }

  step(event) {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!by) return;
    event.preventDefault();
    const tabs = [...this.tabs.children];
    const next = tabs[(tabs.indexOf(event.target) + by + tabs.length) % tabs.length];
    if (!this.aside) this.show(next.dataset.tab);
    next.focus();
  }
}
