// One value among many, found as one types: a text field with a list below it.

import { element } from "../tile/element.js";
import { sentenceOf } from "../studio/trouble.js";
import { place } from "./popover.js";
import { pictureBox } from "../tile/tile.js";
import { showPictures } from "../tile/pictures.js";

let made = 0;

// `find`: what answers the words typed, as [{value, title, product?}]; `chosen` hears the value.
export function makeChoice({ label, title, placeholder, find, chosen }) {
  const list = element("div", { class: "options", popover: "manual", role: "listbox", "aria-label": label, id: `options-${++made}` });
  const field = element("input", {
    type: "text", role: "combobox", class: "choice", "aria-label": label, "aria-autocomplete": "list", "aria-controls": list.id,
    "aria-expanded": "false", autocomplete: "off", spellcheck: "false", placeholder, value: title,
  });
  return new Choice({ field, list, find, chosen, title }).node;
}

class Choice {
  constructor(parts) {
    Object.assign(this, parts, { at: -1, asked: 0 });
    this.node = element("span", { class: "choosing" }, this.field, this.list);
    this.fit();
    this.field.addEventListener("focus", () => (this.title ? this.field.select() : this.open("")));
    this.field.addEventListener("click", () => this.open(""));
    this.field.addEventListener("input", () => this.open(this.field.value));
    this.field.addEventListener("keydown", (event) => this.key(event));
    this.field.addEventListener("blur", () => this.close());
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
  }

  fit() {
    this.field.size = Math.max(6, Math.min(28, (this.field.value || this.field.placeholder).length));
  }

  async open(typed) {
    const turn = ++this.asked;
    this.fit();
    try {
      const found = await this.find(typed);
      if (turn === this.asked && this.field.matches(":focus")) this.draw(found);
    } catch (error) {
      this.say(sentenceOf(error));
    }
  }

  draw(found) {
    this.found = found;
    this.at = found.length ? 0 : -1;
    if (!found.length) return this.say("Nothing like it. Try other words.");
    this.list.replaceChildren(...found.map((each, at) => this.option(each, at)));
    this.show();
    showPictures(this.list);
  }

  option(each, at) {
    return element("div", { role: "option", id: `${this.list.id}-${at}`, "aria-selected": "false", class: each.product ? "pictured" : "", onclick: () => this.choose(at) },
      each.product ? pictureBox(each.product) : null, element("span", {}, each.title));
  }

  say(sentence) {
    this.found = [];
    this.list.replaceChildren(element("p", { class: "quiet" }, sentence));
    this.show();
  }

  get shown() {
    return this.list.matches(":popover-open");
  }

  // Above everything else, whatever the field stands in.
  show() {
    this.list.showPopover();
    place(this.list, this.field.getBoundingClientRect());
    this.field.setAttribute("aria-expanded", "true");
    this.point();
  }

  point() {
    const options = [...this.list.querySelectorAll("[role=option]")];
    options.forEach((each, at) => each.setAttribute("aria-selected", String(at === this.at)));
    options[this.at]?.scrollIntoView({ block: "nearest" });
    if (options[this.at]) this.field.setAttribute("aria-activedescendant", options[this.at].id);
    else this.field.removeAttribute("aria-activedescendant");
  }

  key(event) {
    const open = this.shown;
    if (event.key === "ArrowDown" && !open) this.open("");
    else if (event.key === "ArrowDown") this.step(1);
    else if (event.key === "ArrowUp" && open) this.step(-1);
    else if (event.key === "Enter" && open && this.at >= 0) this.choose(this.at);
    else if (event.key === "Tab" && open && this.at >= 0 && this.field.value !== this.title) return this.choose(this.at);
    else if (event.key === "Escape" && open) this.close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  step(by) {
    this.at = (this.at + by + this.found.length) % this.found.length;
    this.point();
  }

  choose(at) {
    const { value, title } = this.found[at];
    this.title = title;
    this.close();
    this.chosen(value, title);
  }

  close() {
    this.asked += 1;
    if (this.shown) this.list.hidePopover();
    this.field.setAttribute("aria-expanded", "false");
    this.field.value = this.title;
    this.fit();
  }
}
