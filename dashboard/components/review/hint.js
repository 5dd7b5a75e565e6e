// A short word just above the bar, which covers nothing for long: what waits, what was perhaps not
// meant so.

import { element } from "../tile/element.js";

export class Hint {
  constructor() {
    this.node = element("div", { class: "hint", role: "status" });
    this.about = "";
  }

  // `choices`: [words, act] of each button; either of them clears it, and nothing has to be chosen.
  // `about` names what it is said of. `milliseconds`: for how long it stands; until it is cleared
  // where that is missing.
  show(text, choices = [], { about = "", milliseconds = 0 } = {}) {
    clearTimeout(this.passing);
    this.about = about;
    if (milliseconds) this.passing = setTimeout(() => this.clear(), milliseconds);
    const button = ([words, act]) => element("button", { type: "button", onclick: () => this.choose(act) }, words);
    this.node.replaceChildren(element("p", {}, text), ...choices.map(button));
  }

  choose(act) {
    this.clear();
    act?.();
  }

  clear() {
    clearTimeout(this.passing);
    this.about = "";
    this.node.replaceChildren();
  }
}
