// What changed since the last GO: only the shoppers who would see something else, in pictures.

import { read } from "../tile/address.js";
import { element } from "../tile/element.js";
import { showPictures } from "../tile/pictures.js";
import { makeCard } from "./card.js";
import { makeFilter } from "./filter.js";
import { headlineOf, nothingOf } from "./headline.js";

const AT_ONCE = 8;

export default function mount({ data, parentElement }) {
  const root = parentElement.querySelector(".vitrine");
  if (root.changes) return;
  root.changes = new Page(root, data);
  root.changes.start();
}

class Page {
  constructor(root, { release }) {
    Object.assign(this, { root, release });
    this.list = element("div", { class: "list" });
    this.end = element("div", { class: "end", "aria-hidden": "true" });
    this.watcher = new IntersectionObserver((entries) => entries.some((each) => each.isIntersecting) && this.drawMore(), { rootMargin: "1200px" });
  }

  async start() {
    try {
      this.sheet = await read(`/api/releases/${encodeURIComponent(this.release)}/changes`);
    } catch (error) {
      return this.fail(error);
    }
    const { scenarios } = this.sheet;
    const filter = scenarios.length ? makeFilter(scenarios, (chosen) => this.show(chosen)) : null;
    this.root.replaceChildren(headlineOf(this.sheet), ...(filter ? [filter] : []), this.list, this.end);
    this.show(scenarios);
    this.watcher.observe(this.end);
  }

  show(scenarios) {
    this.waiting = [...scenarios];
    this.list.replaceChildren(...(scenarios.length ? [] : [nothingOf(this.sheet)]));
    this.drawMore();
  }

  // A few at a time: there may be hundreds, with a dozen pictures in each row.
  drawMore() {
    for (const scenario of this.waiting.splice(0, AT_ONCE)) {
      const card = makeCard(this.root, this.sheet, scenario);
      this.list.append(card);
      showPictures(card);
    }
    if (!this.waiting.length) return;
    this.watcher.unobserve(this.end);
    this.watcher.observe(this.end);
  }

  fail(error) {
    this.root.replaceChildren(element("div", { class: "nothing", role: "alert" },
      element("p", {}, `${error.message} Nothing is lost.`),
      element("button", { type: "button", onclick: () => this.start() }, "Try again")));
  }
}
