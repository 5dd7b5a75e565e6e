// Calling somebody: "@" and the first letters of a name give a list of people to choose from, by
// keys, mouse or finger. Whoever is called is told that a question waits.

import { element } from "../tile/element.js";

const BEGUN = /(^|[^\p{L}\p{N}_@])@([^\n@]{0,40})$/u;
const MOST = 6;

let made = 0;

// `people`: [{id, name, does}]. Gives the field with its list; `field.called` is a set of the ids
// that were chosen.
export function makeCalling(field, people) {
  return new Calling(field, people).node;
}

class Calling {
  constructor(field, people) {
    Object.assign(this, { field, people, found: [], at: 0 });
    field.called = new Set();
    this.list = element("ul", { class: "people", role: "listbox", "aria-label": "People to call", id: `people-${++made}`, hidden: true });
    this.node = element("div", { class: "calling" }, field, this.list);
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-controls", this.list.id);
    for (const name of ["input", "click"]) field.addEventListener(name, () => this.look());
    field.addEventListener("keydown", (event) => this.key(event));
    field.addEventListener("blur", () => this.close());
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
  }

  get begun() {
    return this.field.value.slice(0, this.field.selectionStart).match(BEGUN);
  }

  look() {
    const begun = this.begun;
    const typed = begun?.[2].toLowerCase();
    this.found = begun ? this.people.filter(({ name }) => matches(name.toLowerCase(), typed)).slice(0, MOST) : [];
    this.at = 0;
    this.draw();
  }

  draw() {
    this.list.hidden = !this.found.length;
    this.list.replaceChildren(...this.found.map(({ name, does }, at) =>
      element("li", { role: "option", id: `${this.list.id}-${at}`, "aria-selected": String(at === this.at), onclick: () => this.choose(at) },
        element("b", {}, name), " ", element("span", { class: "quiet" }, does))));
    const chosen = this.list.children[this.at];
    if (chosen) this.field.setAttribute("aria-activedescendant", chosen.id);
    else this.field.removeAttribute("aria-activedescendant");
  }

  key(event) {
    if (this.list.hidden || event.ctrlKey || event.metaKey) return;
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by) this.step(by);
    else if (event.key === "Enter" || event.key === "Tab") this.choose(this.at);
    else if (event.key === "Escape") this.close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  step(by) {
    this.at = (this.at + by + this.found.length) % this.found.length;
    this.draw();
  }

  choose(at) {
    const { id, name } = this.found[at];
    const { field, begun } = this;
    this.close();
    if (!begun) return;
    const end = field.selectionStart;
    field.setRangeText(`@${name} `, end - begun[2].length - 1, end, "end");
    field.called.add(id);
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
  }

  close() {
    this.found = [];
    this.draw();
  }
}

// The beginning of the name, or of a word in it; a whole name stands already.
const matches = (name, typed) => (name.startsWith(typed) || name.split(" ").some((word) => typed && word.startsWith(typed))) && name !== typed.trim();

// The text with the names that it calls in bold.
export function withNames(text, people) {
  const names = people.map(({ name }) => name).sort((one, other) => other.length - one.length).map(escaped);
  if (!names.length) return [text];
  const parts = text.split(new RegExp(`(@(?:${names.join("|")}))(?![\\p{L}\\p{N}_])`, "giu"));
  return parts.map((each, at) => (at % 2 ? element("b", { class: "called" }, each) : each));
}

const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
