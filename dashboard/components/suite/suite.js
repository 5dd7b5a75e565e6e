// All scenarios: looked through, chosen, tagged, carried in and out.

import { element } from "../tile/element.js";
import { meantBy } from "../tile/keys.js";
import { makeActions } from "./actions.js";
import { makeBar } from "./bar.js";
import { makeChoice } from "./choice.js";
import { makeFilters } from "./filters.js";
import { makeGrid } from "./grid.js";
import { makeHeader } from "./header.js";
import { openKeys } from "./keys.js";

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".vitrine");
  if (root.suite) return;
  root.suite = new Suite(root, data, (values) => setTriggerValue("opened", values));
}

class Suite {
  constructor(root, { writes, person, notice, left_out }, open) {
    this.root = root;
    this.writes = writes;
    this.person = person;
    this.open = open;
    this.choice = makeChoice();
    this.actions = makeActions(this);
    this.filters = makeFilters(() => this.grid.load());
    this.grid = makeGrid(this);
    this.bar = makeBar(this);
    const gone = element("button", { type: "button", class: "quietly", onclick: () => this.actions.showDeleted() }, "Deleted scenarios");
    root.replaceChildren(makeHeader(this), this.filters.node, this.grid.node, element("footer", {}, gone, left_out ? element("p", { class: "left-out" }, left_out) : null), this.bar.node);
    this.listen();
    if (notice) this.say(notice);
    this.grid.load();
  }

  listen() {
    const heard = (event) => {
      if (!this.root.isConnected) document.removeEventListener("keydown", heard);
      else if (!this.root.querySelector("dialog[open]")) this.key(event);
    };
    document.addEventListener("keydown", heard);
  }

  say(text, undo) {
    this.bar.say(text, undo);
  }

  key(event) {
    const typing = event.composedPath()[0].matches?.("input, select, textarea, dialog *");
    const key = meantBy(event);
    if (typing || !key) return;
    if (key === "Escape") return this.choice.clear();
    const card = event.composedPath()[0].closest?.(".card");
    const act = {
      "/": () => this.filters.focus(),
      x: card && this.writes ? () => this.choice.toggle(card.dataset.id, event.shiftKey) : null,
      a: this.writes ? () => this.choice.all(this.grid.question()) : null,
      "?": () => openKeys(this.root),
    }[key.toLowerCase()];
    if (!act) return;
    event.preventDefault();
    act();
  }
}
