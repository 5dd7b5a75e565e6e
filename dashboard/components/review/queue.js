// What is asked of this person, in the order of the server, and how long it will take.

import { NO_VERDICT } from "./words.js";
import { verdictOn } from "./answers.js";

export class Queue {
  // `steps`: what one goes through; where nothing is asked, all there is to see.
  constructor({ scenarios, pace, can_answer }, answers) {
    Object.assign(this, { scenarios, pace, answers, reads: !can_answer });
    this.asked = scenarios.filter((each) => each.asked);
    this.steps = this.asked.length ? this.asked : scenarios;
  }

  find(id) {
    return this.scenarios.find((each) => each.id === id);
  }

  complete({ id, columns }) {
    return columns.every(({ letter }) => this.answers.of(verdictOn(id, letter)).value !== NO_VERDICT);
  }

  get open() {
    return this.asked.filter((each) => !this.complete(each));
  }

  first() {
    return this.open[0] ?? this.steps[0];
  }

  // Those that are asked, one after the other; from one that is not, to the first that waits.
  after({ id }) {
    const at = this.steps.findIndex((each) => each.id === id);
    return at < 0 ? this.open[0] : this.steps[at + 1];
  }

  before({ id }) {
    const among = this.steps.some((each) => each.id === id) ? this.steps : this.scenarios;
    return among[among.findIndex((each) => each.id === id) - 1];
  }

  ahead(scenario, count) {
    const found = [];
    for (let next = this.after(scenario); next && found.length < count; next = this.after(next)) {
      if (found.includes(next)) break;
      found.push(next);
    }
    return found;
  }

  get left() {
    if (this.reads) return `${this.scenarios.length} shoppers`;
    const { length } = this.open;
    if (!length) return "All answered";
    return `${length} ${length > 1 ? "shoppers" : "shopper"} left`;
  }

  get time() {
    const minutes = (this.open.length * (this.pace?.seconds ?? 0)) / 60;
    if (!minutes) return "";
    if (minutes < 1.5) return "about a minute left";
    return `about ${minutes < 10 ? Math.round(minutes) : Math.round(minutes / 5) * 5} minutes left`;
  }
}
