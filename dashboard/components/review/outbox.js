// Answers stay in the browser, each with its address, until the server has acknowledged them by
// their key and version.

import { Away, Refused, send } from "../tile/address.js";

const PAUSES = [500, 1000, 2000, 4000, 8000];
const SIGNED_OUT = 401;

export class Outbox {
  // `settled(key, stored)` an answer is stored; `conflict(key, stored, mine, sentence)` another one
  // was there first, or it cannot be taken (`stored` is null); `state(text, signedOut)` what to
  // tell the reviewer, empty when all is saved.
  constructor({ name, settled, conflict, state }) {
    Object.assign(this, { name, settled, conflict, state });
    this.waiting = new Map();
    this.failures = 0;
    this.gather();
    for (const moment of ["online", "focus"]) addEventListener(moment, () => this.waiting.size && this.flush());
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

  keep(key, letter) {
    this.waiting.set(key, letter);
    localStorage.setItem(this.place(key), JSON.stringify(letter));
  }

  drop(key, letter) {
    this.waiting.delete(key);
    if (localStorage.getItem(this.place(key)) === JSON.stringify(letter)) localStorage.removeItem(this.place(key));
  }

  // `letter`: the address, and the content to send there.
  put(key, letter) {
    this.keep(key, letter);
    return this.flush();
  }

  // Resolves when all is stored, or has to be tried again later.
  flush() {
    if (!this.busy) this.sending = this.sendAll();
    return this.sending;
  }

  async sendAll() {
    this.busy = true;
    clearTimeout(this.timer);
    try {
      this.gather();
      while (this.waiting.size) await this.sendOne(...this.waiting.entries().next().value);
      this.failures = 0;
      this.state("", false);
    } catch (error) {
      if (!(error instanceof Away)) throw error;
      this.state(error.message, error.cause === SIGNED_OUT);
      this.timer = setTimeout(() => this.flush(), PAUSES[Math.min(this.failures++, 4)]);
    } finally {
      this.busy = false;
    }
  }

  async sendOne(key, letter) {
    try {
      this.acknowledge(key, letter, await send(letter.address, letter.content));
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      if (error.status === SIGNED_OUT) throw new Away(error.message, { cause: SIGNED_OUT });
      this.drop(key, letter);
      this.conflict(key, error.answer.stored ?? null, letter.content, error.message);
    }
  }

  // A later answer to the same key builds on the version just stored.
  acknowledge(key, letter, stored) {
    const latest = this.waiting.get(key);
    if (latest === letter) this.drop(key, letter);
    else this.keep(key, { ...latest, content: { ...latest.content, expected_version: stored.version } });
    this.settled(key, stored);
  }
}
