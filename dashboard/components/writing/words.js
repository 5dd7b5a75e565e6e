// What can be expected, in two steps: of which sort, then what of it.

import { element } from "../tile/element.js";

// `chosen` hears the word's name, `left` that nothing is chosen.
export const makeWords = (words, chosen, left) => new Words(words, chosen, left);

class Words {
  constructor(words, chosen, left) {
    Object.assign(this, { chosen, left });
    const groups = Map.groupBy(words.byName.values(), (each) => each.group);
    this.members = element("div", { class: "members", role: "group" });
    this.groups = element("div", { class: "groups" },
      [...groups].map(([group, members]) => element("button", { type: "button", "aria-expanded": "false", onclick: (event) => this.open(event.currentTarget, group, members) }, group)));
    this.node = element("div", { class: "words", role: "group", "aria-label": "What can be expected", onkeydown: (event) => this.key(event) },
      this.groups, this.members, element("button", { type: "button", class: "plain", onclick: left }, "Cancel"));
  }

  focus() {
    this.groups.firstChild.focus();
    this.reveal();
  }

  open(button, group, members) {
    for (const each of this.groups.children) each.setAttribute("aria-expanded", String(each === button));
    this.members.setAttribute("aria-label", group);
    this.members.replaceChildren(...members.map(({ name, asks }) => element("button", { type: "button", dataset: { word: name }, onclick: () => this.chosen(name) }, asks)));
    this.members.firstChild.focus();
    this.reveal();
  }

  reveal() {
    this.node.scrollIntoView({ block: "nearest" });
  }

  key(event) {
    const buttons = [...event.target.parentElement.children];
    const by = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    if (event.key === "Escape") this.back(event.target);
    else if (by) buttons[(buttons.indexOf(event.target) + by + buttons.length) % buttons.length].focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  // One step.
  back(from) {
    if (!this.members.contains(from)) return this.left();
    const open = this.groups.querySelector("[aria-expanded=true]");
    open.setAttribute("aria-expanded", "false");
    this.members.replaceChildren();
    open.focus();
  }
}
