// Where screens stand: one is looked at, those beside it are laid out unseen, so that a step shows
// what is ready.

import { element } from "../tile/element.js";
import { drawn } from "../tile/frame.js";

export class Stage {
  constructor() {
    this.node = element("div", { class: "stage" });
  }

  // A screen, or what there is to tell instead.
  show(node) {
    for (const each of [...this.node.children]) {
      if (each === node) continue;
      if (!each.matches(".screen")) each.remove();
      else if (each.matches(".now")) each.className = "screen aside laid";
    }
    node.classList.remove("aside", "laid");
    if (node.matches(".screen")) node.classList.add("now");
    if (node.parentElement !== this.node) this.node.append(node);
  }

  // What is hidden keeps its layout, once it had one.
  prepare(node) {
    if (node.parentElement === this.node) return;
    node.classList.add("aside");
    this.node.append(node);
    drawn().then(() => node.classList.toggle("laid", node.matches(".aside")));
  }

  // Lets go of the screens that are neither looked at nor among these.
  keep(nodes) {
    for (const each of this.node.querySelectorAll(".aside")) if (!nodes.includes(each)) each.remove();
  }
}
