// Three buttons over the picture under the hand, and the way to say why; where no single key
// answers, over the one under the focus.

import { element, icon } from "../tile/element.js";
import { keysAreOff } from "./help.js";
import { OPINIONS, asksWhy } from "./words.js";

const BY_FINGER = "(pointer: coarse)";

export class Hand {
  // `judge(tile, value)` and `why(tile)` are called for the tile it stands on.
  constructor({ judge, why, answerOf }) {
    this.answerOf = answerOf;
    this.buttons = OPINIONS.map(({ value, label, key, shape }) =>
      element("button", { type: "button", "aria-keyshortcuts": key, dataset: { value }, title: `${label} (${key})`, "aria-label": label, onclick: () => judge(this.tile, value) },
        icon(shape), element("span", { class: "word" }, label)));
    this.why = element("button", { type: "button", "aria-keyshortcuts": "r", class: "ask", title: "Why? (r)", onclick: () => why(this.tile) }, "Why?");
    this.node = element("div", { class: "hand", role: "group" }, element("div", { class: "three" }, this.buttons), this.why);
    // The focus stays on the picture.
    this.node.addEventListener("mousedown", (event) => event.preventDefault());
  }

  over(tile) {
    if (this.tile === tile) return;
    this.tile = tile;
    this.redraw();
  }

  // With the next frame, on the tile that is meant then.
  redraw() {
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => this.draw());
  }

  // Where letters answer, Tab goes from picture to picture.
  letTabIn() {
    for (const button of [...this.buttons, this.why]) button.tabIndex = keysAreOff() ? 0 : -1;
  }

  // For a finger it is wider than a small picture.
  keepInside(column) {
    this.node.style.translate = "";
    const [mine, its] = [this.node, column].map((each) => each.getBoundingClientRect());
    const by = Math.max(its.left - mine.left, Math.min(0, its.right - mine.right));
    this.node.style.translate = `${by}px`;
  }

  draw() {
    const { tile } = this;
    cancelAnimationFrame(this.frame);
    if (!tile) return this.node.remove();
    const answer = this.answerOf(tile);
    this.node.setAttribute("aria-label", `Your judgement of ${tile.querySelector(".title").textContent}`);
    for (const button of this.buttons) button.setAttribute("aria-pressed", String(button.dataset.value === answer.value));
    this.why.hidden = !asksWhy(answer);
    if (this.node.parentElement === tile.parentElement) return;
    this.letTabIn();
    tile.parentElement.append(this.node);
    if (matchMedia(BY_FINGER).matches) this.keepInside(tile.closest(".column"));
  }
}
