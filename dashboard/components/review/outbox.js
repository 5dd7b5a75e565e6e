// Answers stay in the browser until the server has acknowledged them by their key and version.

import { Away, Refused, send } from "../tile/address.js";

const PAUSES = [500, 1000, 2000, 4000, 8000];

export class Outbox {
  // `settled(key, stored)` an answer is stored; `conflict(key, stored, mine, sentence)` another one
  // was there first; `state(text)` what to tell the reviewer, empty when all is saved.
  constructor({ address, name, settled, conflict, state }) {
    Object.assign(this, { address, name, settled, conflict, state });
    this.waiting = new Map();
    this.failures = 0;
    this.gather();
    addEventListener("online", () => this.flush());
    addEventListener("beforeunload", (event) => this.waiting.size && event.preventDefault());
  }

  // Each answer has a place of its own, so that two windows do not overwrite one another.
  place(key) {
    return `${this.name}|${key}`;
  }

  gather() {
    for (const place of Object.keys(localStorage)) {
      if (!place.startsWith(`${this.name}|`)) continue;
      const key = place.slice(this.name.length + 1);
      if (!this.waiting.has(key)) this.waiting.set(key, JSON.parse(localStorage.getItem(place)));
    }
  }

  keep(key, answer) {
    this.waiting.set(key, answer);
    localStorage.setItem(this.place(key), JSON.stringify(answer));
  }

  drop(key, answer) {
    this.waiting.delete(key);
    if (localStorage.getItem(this.place(key)) === JSON.stringify(answer)) localStorage.removeItem(this.place(key));
  }

  put(key, answer) {
    this.keep(key, answer);
    this.flush();
  }

  async flush() {
    if (this.busy) return;
    this.busy = true;
    clearTimeout(this.timer);
    try {
      this.gather();
      while (this.waiting.size) await this.sendOne(...this.waiting.entries().next().value);
      this.failures = 0;
      this.state("");
    } catch (error) {
      if (!(error instanceof Away)) throw error;
      this.state(`${error.message} Not saved yet, trying again. Your answers are safe in this browser.`);
      this.timer = setTimeout(() => this.flush(), PAUSES[Math.min(this.failures++, 4)]);
    } finally {
      this.busy = false;
    }
  }

  async sendOne(key, answer) {
    try {
      this.acknowledge(key, answer, await send(this.address, answer));
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      if (error.status === 401) throw new Away(error.message);
      this.drop(key, answer);
      this.conflict(key, error.answer.stored ?? null, answer, error.message);
    }
  }

  // A later answer to the same key builds on the version just stored.
  acknowledge(key, answer, stored) {
    const latest = this.waiting.get(key);
    if (latest === answer) this.drop(key, answer);
    else this.keep(key, { ...latest, expected_version: stored.version });
    this.settled(key, stored);
  }
}
