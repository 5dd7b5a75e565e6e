// How far the review is: what is left, about how long it takes, where one stands, why this is asked.

import { element, icon, write } from "../tile/element.js";
import { Dots, Line } from "./dots.js";

export class Progress {
  // `actions`: show(id), pause(), help().
  constructor(queue, actions) {
    this.queue = queue;
    this.left = element("span", { class: "left" });
    this.time = element("span", { class: "quiet time" });
    this.why = element("span", { class: "quiet because" });
    this.way = queue.scenarios.length > Dots.MOST ? new Line(queue) : new Dots(queue, actions);
    this.places = element("select", { class: "places", "aria-label": "Go to shopper", onchange: () => actions.show(this.places.value) },
      queue.scenarios.map(({ id, title }) => element("option", { value: id }, title)));
    // Where those who talk about the shopper have their button.
    this.talking = element("span", { class: "talk-place" });
    this.node = element("nav", { class: this.way instanceof Line ? "progress many" : "progress", "aria-label": "Shoppers" },
      this.left, this.time, this.way.node, this.places, this.why,
      element("span", { class: "doors" },
        this.talking,
        queue.reads ? null : element("button", { type: "button", title: "To the releases; everything is kept (Esc)", onclick: actions.pause }, icon("pause"), element("span", { class: "word" }, "Pause")),
        element("button", { type: "button", class: "keys", title: "Keys (?)", onclick: actions.help }, "?", element("span", { class: "word" }, "Keys"))));
    this.count();
  }

  place(scenario) {
    this.way.place(scenario);
    if (scenario) this.places.value = scenario.id;
    write(this.why, this.sentence(scenario));
    this.why.title = this.why.textContent;
  }

  sentence(scenario) {
    if (!scenario) return "";
    if (scenario.asked || scenario.why || this.queue.reads) return scenario.why;
    return this.queue.complete(scenario) ? "You have answered this one." : "Not asked of you; you may answer all the same.";
  }

  // One scenario was answered, or is open again.
  mark(scenario) {
    this.way.mark(scenario, this.queue.mark(scenario));
    this.count();
  }

  count() {
    write(this.left, this.queue.left);
    write(this.time, this.queue.time);
  }
}
