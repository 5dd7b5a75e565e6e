// Where one stands among the shoppers: a dot for each of a few, a slim line for many.

import { element, write } from "../tile/element.js";
import { meantBy } from "../tile/keys.js";

export class Dots {
  static MOST = 30;

  constructor(queue, { show }) {
    this.dots = new Map(queue.scenarios.map((each) => [each.id, dot(each, show)]));
    this.node = element("span", { class: "dots", role: "group", "aria-label": "Shoppers", onkeydown: (event) => this.walk(event) }, [...this.dots.values()]);
    this.stop(this.node.firstElementChild);
    for (const each of queue.scenarios) this.mark(each, queue.complete(each));
  }

  place(scenario) {
    this.here?.removeAttribute("aria-current");
    this.here = this.dots.get(scenario?.id);
    this.here?.setAttribute("aria-current", "step");
    if (this.here) this.stop(this.here);
  }

  // One stop of the tab key; the arrows lead to the others.
  stop(dot) {
    for (const each of this.dots.values()) each.tabIndex = each === dot ? 0 : -1;
  }

  walk(event) {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[meantBy(event)];
    if (!by) return;
    event.preventDefault();
    event.stopPropagation();
    const dots = [...this.dots.values()];
    const next = dots[(dots.indexOf(event.target) + by + dots.length) % dots.length];
    this.stop(next);
    next.focus();
  }

  mark({ id, title }, complete) {
    const node = this.dots.get(id);
    node.classList.toggle("said", complete);
    node.setAttribute("aria-label", `${title}${complete ? ", answered" : ""}`);
  }
}

// "12 of 240 answered"; the list beside it leads to any.
export class Line {
  constructor(queue) {
    this.queue = queue;
    this.done = element("span", { class: "done-part" });
    this.told = element("span", { class: "quiet" });
    this.node = element("span", { class: "far" }, element("span", { class: "track", "aria-hidden": "true" }, this.done), this.told);
    this.mark();
  }

  // Whoever only looks has answered nothing, and learns where they are.
  place(scenario) {
    if (this.queue.reads && scenario) this.tell(this.queue.at.get(scenario.id) + 1, "");
  }

  mark() {
    if (!this.queue.reads) this.tell(this.queue.steps.length - this.queue.open, " answered");
  }

  tell(part, what) {
    const all = this.queue.steps.length;
    this.done.style.width = `${(100 * part) / all}%`;
    write(this.told, `${part} of ${all}${what}`);
  }
}

function dot({ id, title, asked }, show) {
  return element("button", { type: "button", class: asked ? "dot" : "dot extra", title, "aria-keyshortcuts": "ArrowLeft ArrowRight", onclick: () => show(id) });
}
