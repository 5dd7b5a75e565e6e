// Answers that another window gave otherwise: both are shown, and one of them is chosen.

import { element } from "../tile/element.js";

export class Conflicts {
  // `words(key, answer)` tells an answer; `use(key, answer)` gives mine after all.
  constructor(words, use) {
    Object.assign(this, { words, use });
    this.lines = new Map();
    this.node = element("div", { class: "conflicts", role: "status" });
  }

  // `where`: what the answer is about. Without `stored` there is nothing to choose: it was refused.
  add(key, { stored, mine, sentence, where }) {
    this.drop(key);
    const line = element("p", { class: "banner" }, where ? element("strong", {}, `${where}: `) : null, sentence, ...this.choice(key, stored, mine));
    this.lines.set(key, line);
    this.node.append(line);
  }

  choice(key, stored, mine) {
    const drop = () => this.drop(key);
    if (!stored) return [" ", element("button", { type: "button", onclick: drop }, "Understood")];
    const use = () => {
      drop();
      this.use(key, mine);
    };
    return [" ",
      element("button", { type: "button", onclick: use }, `Use “${this.words(key, mine)}” instead`), " ",
      element("button", { type: "button", onclick: drop }, `Keep “${this.words(key, stored)}”`)];
  }

  drop(key) {
    this.lines.get(key)?.remove();
    this.lines.delete(key);
  }
}
