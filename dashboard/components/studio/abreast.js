// The models' columns, as many as fit whole; where there are more, a line says so and leads there.

import { element, icon } from "../tile/element.js";

const LEAST = 180;
const LEAST_WHERE_NARROW = 236;
const NARROW = 1000;
const GAP = 14;

export class Abreast {
  constructor(node) {
    Object.assign(this, { from: 0, columns: null });
    const step = (shape, label, by) => element("button", { type: "button", class: "step", "aria-label": label, title: label, onclick: () => this.turn(by) }, icon(shape));
    this.back = step("left", "The models before", -1);
    this.on = step("right", "More models", 1);
    this.said = element("span", { class: "quiet", role: "status" });
    this.node = element("div", { class: "abreast", hidden: true }, this.said, this.back, this.on);
    new ResizeObserver(() => this.draw()).observe(node);
    this.within = node;
  }

  show(columns) {
    this.columns = columns;
    this.draw();
  }

  get fitting() {
    const least = innerWidth > NARROW ? LEAST : LEAST_WHERE_NARROW;
    return Math.max(1, Math.floor((this.within.clientWidth + GAP) / (least + GAP)));
  }

  turn(by) {
    this.from += by * this.fitting;
    this.draw();
  }

  // The column of this tile is among those that are seen.
  reveal(tile) {
    const at = [...this.columns.children].indexOf(tile.closest(".column"));
    if (at >= this.from && at < this.from + this.fitting) return;
    this.from = at < this.from ? at : at - this.fitting + 1;
    this.draw();
  }

  // The last ones fill the room, so that a column stands twice rather than a gap.
  draw() {
    if (!this.columns?.isConnected) return;
    const all = [...this.columns.children];
    const fit = Math.min(this.fitting, all.length);
    this.from = Math.max(0, Math.min(this.from, all.length - fit));
    const until = this.from + fit;
    all.forEach((each, at) => (each.hidden = at < this.from || at >= until));
    this.columns.style.setProperty("--count", fit);
    this.node.hidden = fit >= all.length;
    this.said.textContent = fit > 1 ? `Models ${this.from + 1} to ${until} of ${all.length}` : `Model ${until} of ${all.length}`;
    this.back.setAttribute("aria-disabled", String(this.from === 0));
    this.on.setAttribute("aria-disabled", String(until === all.length));
  }
}
