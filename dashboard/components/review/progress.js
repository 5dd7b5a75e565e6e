// How far the review is: what is left, about how long it takes, where one stands, why this is asked.

import { element, icon } from "../tile/element.js";

export class Progress {
  // `actions`: show(id), pause(), help().
  constructor(queue, actions) {
    this.queue = queue;
    this.left = element("span", { class: "left" });
    this.time = element("span", { class: "quiet time" });
    this.why = element("span", { class: "quiet because" });
    this.dots = new Map(queue.scenarios.map((each) => [each.id, dot(each, actions)]));
    this.places = element("select", { class: "places", "aria-label": "Go to shopper", onchange: () => actions.show(this.places.value) },
      queue.scenarios.map(({ id, title }) => element("option", { value: id }, title)));
    this.node = element("nav", { class: "progress", "aria-label": "Shoppers" },
      this.left, this.time,
      element("span", { class: "dots" }, [...this.dots.values()]), this.places, this.why,
      element("span", { class: "doors" },
        element("button", { type: "button", title: "To the releases; everything is kept (Esc)", onclick: actions.pause }, icon("pause"), "Pause"),
        element("button", { type: "button", class: "keys", onclick: actions.help }, "? Keys")));
    for (const each of queue.scenarios) this.mark(each);
  }

  place(scenario) {
    for (const [id, node] of this.dots) {
      if (id === scenario?.id) node.setAttribute("aria-current", "step");
      else node.removeAttribute("aria-current");
    }
    if (scenario) this.places.value = scenario.id;
    this.why.textContent = this.sentence(scenario);
    this.count();
  }

  sentence(scenario) {
    if (!scenario) return "";
    return scenario.asked || this.queue.reads ? scenario.why : scenario.carried || scenario.why || "Not asked of you; you may answer all the same.";
  }

  // One scenario was answered, or is open again.
  mark(scenario) {
    const complete = this.queue.complete(scenario);
    const node = this.dots.get(scenario.id);
    node.classList.toggle("said", complete);
    node.setAttribute("aria-label", `${scenario.title}${complete ? ", answered" : ""}`);
    this.count();
  }

  count() {
    this.left.textContent = this.queue.left;
    this.time.textContent = this.queue.time;
  }
}

function dot({ id, title, asked }, { show }) {
  return element("button", { type: "button", class: asked ? "dot" : "dot extra", title, onclick: () => show(id) });
}
