// What is asked of this person, in the order of the server, and how long it will take.

import { NO_VERDICT } from "./words.js";
import { verdictOn } from "./answers.js";

export class Queue {
  constructor({ scenarios, pace }, answers) {
    Object.assign(this, { scenarios, pace, answers });
    this.asked = scenarios.filter((each) => each.asked !== false);
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
    return this.open[0] ?? this.asked[0] ?? this.scenarios[0];
  }

  // Those that are asked, one after the other; from one that is not, to the first that waits.
  after({ id }) {
    const at = this.asked.findIndex((each) => each.id === id);
    return at < 0 ? this.open[0] : this.asked[at + 1];
  }

  before({ id }) {
    const among = this.asked.some((each) => each.id === id) ? this.asked : this.scenarios;
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
    const { length } = this.open;
    if (!length) return this.asked.length ? "All answered" : "Nothing is asked of you";
    return `${length} ${length > 1 ? "shoppers" : "shopper"} left`;
  }

  get time() {
    const minutes = (this.open.length * (this.pace?.seconds ?? 0)) / 60;
    if (!minutes) return "";
    if (minutes < 1.5) return "about a minute left";
    return `about ${minutes < 10 ? Math.round(minutes) : Math.round(minutes / 5) * 5} minutes left`;
  }
}
