// What is asked of this person, in the order of the server, and how long it will take.

import { NO_VERDICT } from "./words.js";
import { verdictOn } from "./answers.js";

export class Queue {
  // `steps`: what one goes through; where nothing is asked, all there is to see.
  constructor({ scenarios, pace, can_answer }, answers) {
    Object.assign(this, { scenarios, pace, answers, reads: !can_answer });
    this.asked = scenarios.filter((each) => each.asked);
    this.steps = this.asked.length ? this.asked : scenarios;
    this.known = new Map(scenarios.map((each) => [each.id, each]));
    this.at = new Map(this.steps.map(({ id }, at) => [id, at]));
    this.waiting = new Set();
    for (const each of this.asked) this.mark(each);
  }

  find(id) {
    return this.known.get(id);
  }

  complete({ id, columns }) {
    return columns.every(({ letter }) => this.answers.of(verdictOn(id, letter)).value !== NO_VERDICT);
  }

  // A verdict was given, or taken back; gives whether the scenario is complete now.
  mark(scenario) {
    const complete = this.complete(scenario);
    if (complete || !scenario.asked) this.waiting.delete(scenario.id);
    else this.waiting.add(scenario.id);
    return complete;
  }

  // How many wait.
  get open() {
    return this.waiting.size;
  }

  get firstOpen() {
    return this.open ? this.asked.find(({ id }) => this.waiting.has(id)) : undefined;
  }

  first() {
    return this.firstOpen ?? this.steps[0];
  }

  // Those that are asked, one after the other; from one that is not, to the first that waits.
  after({ id }) {
    return this.at.has(id) ? this.steps[this.at.get(id) + 1] : this.firstOpen;
  }

  before({ id }) {
    if (this.at.has(id)) return this.steps[this.at.get(id) - 1];
    return this.scenarios[this.scenarios.findIndex((each) => each.id === id) - 1];
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
    if (this.reads) return shoppers(this.scenarios.length);
    if (!this.open) return "All answered";
    return `${shoppers(this.open)} left`;
  }

  get time() {
    if (this.reads) return "";
    const minutes = (this.open * (this.pace?.seconds ?? 0)) / 60;
    if (!minutes) return "";
    if (minutes < 1.5) return "about a minute left";
    return `about ${minutes < 20 ? Math.round(minutes) : Math.round(minutes / 5) * 5} minutes left`;
  }
}

const shoppers = (count) => `${count} ${count > 1 ? "shoppers" : "shopper"}`;
