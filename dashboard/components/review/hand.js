// Three buttons over the picture under the hand or the focus, and the way to say why.

import { element, icon } from "../tile/element.js";
import { OPINIONS, asksWhy } from "./words.js";

export class Hand {
  // `judge(tile, value)` and `why(tile)` are called for the tile it stands on.
  constructor({ judge, why, answerOf }) {
    this.answerOf = answerOf;
    this.buttons = OPINIONS.map(({ value, label, key, shape }) =>
      element("button", { type: "button", tabindex: "-1", "aria-keyshortcuts": key, dataset: { value }, title: `${label} (${key})`, "aria-label": label, onclick: () => judge(this.tile, value) }, icon(shape)));
    this.why = element("button", { type: "button", tabindex: "-1", "aria-keyshortcuts": "r", class: "ask", title: "Why? (r)", onclick: () => why(this.tile) }, "Why?");
    this.node = element("div", { class: "hand", role: "group" }, this.why, element("div", { class: "three" }, this.buttons));
    // The focus stays on the picture.
    this.node.addEventListener("mousedown", (event) => event.preventDefault());
  }

  over(tile) {
    if (this.tile === tile) return;
    this.tile = tile;
    if (!tile) return this.node.remove();
    this.draw();
    tile.parentElement.append(this.node);
  }

  draw() {
    if (!this.tile) return;
    const answer = this.answerOf(this.tile);
    this.node.setAttribute("aria-label", `Your judgement of ${this.tile.querySelector(".title").textContent}`);
    for (const button of this.buttons) button.setAttribute("aria-pressed", String(button.dataset.value === answer.value));
    this.why.hidden = !asksWhy(answer);
  }
}
