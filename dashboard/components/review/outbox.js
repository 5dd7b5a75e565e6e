// Answers stay in the browser, each with its address, until the server has acknowledged them by
// their key and version. What was sent and not heard of may be stored: it is sent again as it was,
// before what was said to the same key since.

import { Away, Refused, send } from "../tile/address.js";
import { drawn } from "../tile/frame.js";

const PAUSES = [500, 1000, 2000, 4000, 8000];
const SIGNED_OUT = 401;

// Why nothing can be sent until the person does something.
export const CAUSES = { signedOut: "signed out", revised: "revised" };

export class Outbox {
  // `settled(key, stored)` an answer is stored; `conflict(key, stored, mine, sentence)` another one
  // was there first, or it cannot be taken (`stored` is null); `state(text, cause)` what to tell the
  // reviewer, empty when all is saved, and which of CAUSES it has.
  constructor({ name, settled, conflict, state }) {
    Object.assign(this, { name, settled, conflict, state });
    this.waiting = new Map();
    this.failures = 0;
    this.gather();
    for (const moment of ["online", "focus"]) addEventListener(moment, () => this.waiting.size && this.flush());
    addEventListener("beforeunload", (event) => this.waiting.size && this.cause !== CAUSES.revised && event.preventDefault());
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

  drop(key) {
    const kept = JSON.stringify(this.waiting.get(key));
    this.waiting.delete(key);
    if (localStorage.getItem(this.place(key)) === kept) localStorage.removeItem(this.place(key));
  }

  // `letter`: the address, the content to send there, and which shopper it is about. What was said
  // is on screen before it is on its way.
  put(key, letter) {
    this.keep(key, { ...letter, sent: this.waiting.get(key)?.sent });
    drawn().then(() => this.flush());
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
      this.tell("", null);
    } catch (error) {
      if (!(error instanceof Away)) throw error;
      this.tell(error.message, error.cause);
      this.timer = setTimeout(() => this.flush(), PAUSES[Math.min(this.failures++, 4)]);
    } finally {
      this.busy = false;
    }
  }

  tell(text, cause) {
    this.cause = cause;
    this.state(text, cause);
  }

  async sendOne(key, letter) {
    const sent = letter.sent ?? letter.content;
    this.keep(key, { ...letter, sent });
    try {
      this.acknowledge(key, sent, await send(letter.address, sent));
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      const cause = causeOf(error);
      if (cause) throw new Away(error.message, { cause });
      this.giveUp(key, sent, error);
    }
  }

  // A later answer to the same key builds on the version just stored.
  acknowledge(key, sent, stored) {
    const { sent: _heard, ...later } = this.waiting.get(key);
    if (same(later.content, sent)) this.drop(key);
    else this.keep(key, { ...later, content: { ...later.content, expected_version: stored.version } });
    this.settled(key, stored);
  }

  // What was refused counts no more where something else was said since: that is sent instead.
  giveUp(key, sent, { answer, message }) {
    const { sent: _refused, ...later } = this.waiting.get(key);
    if (!same(later.content, sent)) return this.keep(key, later);
    this.drop(key);
    this.conflict(key, answer.stored ?? null, sent, message);
  }
}

const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

function causeOf({ status, answer }) {
  if (status === SIGNED_OUT) return CAUSES.signedOut;
  return answer.revised ? CAUSES.revised : null;
}
