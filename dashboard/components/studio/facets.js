// Quiet chips that narrow what is found: a kind of value each, opened to a list with counts.

import { element, icon } from "../tile/element.js";

const FIRST = 3;
const LONG = 10;

// `chosen`: a set of "column:value"; `change()`: it is another one now.
export class Facets {
  constructor(chosen, change) {
    Object.assign(this, { chosen, change, all: false, facets: [] });
    this.chips = element("div", { class: "chips" });
    this.node = element("div", { class: "facets" }, this.chips);
    this.node.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !this.opened) return;
      event.stopPropagation();
      this.close();
    });
    this.node.addEventListener("focusout", (event) => {
      if (this.opened && event.relatedTarget && !this.node.contains(event.relatedTarget)) this.close(false);
    });
  }

  update(facets) {
    this.facets = facets;
    this.draw();
  }

  draw() {
    const inUse = (facet) => facet.values.some((each) => this.chosen.has(nameOf(facet, each)));
    const shown = this.facets.filter((facet, at) => this.all || at < FIRST || inUse(facet));
    const focused = this.chips.getRootNode().activeElement?.dataset?.facet;
    this.chips.replaceChildren(...shown.map((facet) => this.chip(facet)), ...(shown.length < this.facets.length ? [this.more()] : []));
    if (focused) this.chips.querySelector(`[data-facet="${CSS.escape(focused)}"]`)?.focus();
    if (this.opened) this.drawValues();
  }

  chip(facet) {
    const values = facet.values.filter((each) => this.chosen.has(nameOf(facet, each)));
    const said = values.length > 1 ? `${values[0].title} +${values.length - 1}` : values[0]?.title;
    return element("button", {
      type: "button", class: values.length ? "chip chosen" : "chip", dataset: { facet: facet.name }, "aria-expanded": String(this.opened === facet.name),
      "aria-label": said ? `${facet.title}: ${values.map((each) => each.title).join(", ")}` : facet.title,
      onclick: () => (this.opened === facet.name ? this.close() : this.open(facet.name)),
    }, element("span", {}, said ?? facet.title));
  }

  more() {
    return element("button", { type: "button", class: "chip more", onclick: () => {
      this.all = true;
      this.draw();
      this.chips.children[FIRST]?.focus();
    } }, "More");
  }

  open(name) {
    this.close(false);
    this.opened = name;
    this.list = element("div", { class: "values", role: "group" });
    this.sieve = element("input", { type: "search", placeholder: "Narrow this list", "aria-label": "Narrow this list", oninput: () => this.drawValues() });
    this.panel = element("div", { class: "panel" }, this.sieve, this.list);
    this.node.append(this.panel);
    this.draw();
    this.sieve.hidden = this.facet.values.length <= LONG;
    (this.sieve.hidden ? this.list.querySelector("button") : this.sieve)?.focus();
  }

  close(goBack = true) {
    if (!this.opened) return;
    const name = this.opened;
    this.opened = null;
    this.panel.remove();
    this.draw();
    if (goBack) this.chips.querySelector(`[data-facet="${CSS.escape(name)}"]`)?.focus();
  }

  get facet() {
    return this.facets.find(({ name }) => name === this.opened) ?? { name: this.opened, title: "", values: [] };
  }

  drawValues() {
    const { facet } = this;
    const words = this.sieve.value.trim().toLowerCase();
    const focused = this.list.getRootNode().activeElement?.dataset?.value;
    const values = facet.values.filter((each) => each.title.toLowerCase().includes(words));
    this.list.setAttribute("aria-label", facet.title);
    this.list.replaceChildren(...values.map((each) => element("button", {
      type: "button", class: "value", dataset: { value: each.value }, "aria-pressed": String(this.chosen.has(nameOf(facet, each))),
      onclick: () => this.toggle(nameOf(facet, each)),
    }, icon("show"), element("span", {}, each.title), element("span", { class: "quiet" }, each.count.toLocaleString("en-GB")))));
    if (focused !== undefined) this.list.querySelector(`[data-value="${CSS.escape(focused)}"]`)?.focus();
  }

  toggle(name) {
    if (!this.chosen.delete(name)) this.chosen.add(name);
    this.drawValues();
    this.change();
  }
}

const nameOf = (facet, { value }) => `${facet.name}:${value}`;
