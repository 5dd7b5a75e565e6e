// Answers stay in the browser, each with its address, until the server has acknowledged them by
// their key and version. What was sent and not heard of may be stored: it is sent again as it was,
// before what was said to the same key since. What the browser does not keep is sent all the same.

import { Away, Refused, send } from "../tile/address.js";
import { drawn } from "../tile/frame.js";
import { isRecord, lasting } from "../tile/storage.js";

const PAUSES = [500, 1000, 2000, 4000, 8000];
const SIGNED_OUT = 401;

// Why nothing can be sent until the person does something.
export const CAUSES = { signedOut: "signed out", revised: "revised" };

export class Outbox {
  // `settled(key, stored)` an answer is stored; `conflict(key, stored, mine, sentence)` another one
  // was there first, or it cannot be taken (`stored` is null); `adrift(key)` an answer could be
  // neither sent nor kept: it would be gone with the page; `state(text, cause, safe)` what to tell
  // the reviewer, empty when all is saved, which of CAUSES it has, and whether all is kept meanwhile;
  // `fits(key, content)` whether what was found in the browser is such an answer at all.
  constructor({ name, settled, conflict, adrift, state, fits }) {
    Object.assign(this, { name, settled, conflict, adrift, state, fits });
    Object.assign(this, { waiting: new Map(), failures: 0, text: "", cause: null });
    this.gather();
    for (const moment of ["online", "focus"]) addEventListener(moment, () => this.waiting.size && this.flush());
    addEventListener("beforeunload", (event) => this.waiting.size && !(this.cause === CAUSES.revised && this.safe) && event.preventDefault());
  }

  // Each answer has a place of its own, so that two windows do not overwrite one another.
  place(key) {
    return `${this.name}|${key}`;
  }

  gather() {
    for (const place of lasting.places(`${this.name}|`)) {
      const key = place.slice(this.name.length + 1);
      const letter = this.waiting.has(key) ? null : lasting.readRecord(place, isLetter);
      if (letter && this.fits(key, letter.content)) this.waiting.set(key, letter);
    }
  }

  keep(key, letter) {
    this.waiting.set(key, letter);
    lasting.put(this.place(key), JSON.stringify(letter));
  }

  drop(key) {
    const kept = JSON.stringify(this.waiting.get(key));
    this.waiting.delete(key);
    if (lasting.read(this.place(key)) === kept) lasting.drop(this.place(key));
  }

  // Whether all that waits outlives the page.
  get safe() {
    return !lasting.holds(`${this.name}|`);
  }

  // `letter`: the address, the content to send there, and which shopper it is about. What was said
  // is on screen before it is on its way.
  put(key, letter) {
    this.keep(key, { ...letter, sent: this.waiting.get(key)?.sent });
    if (!this.safe) this.tell(this.text, this.cause);
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
      this.setAdrift();
      this.tell(error.message, error.cause);
      this.timer = setTimeout(() => this.flush(), PAUSES[Math.min(this.failures++, 4)]);
    } finally {
      this.busy = false;
    }
  }

  setAdrift() {
    for (const key of this.waiting.keys()) if (lasting.holds(this.place(key))) this.adrift(key);
  }

  tell(text, cause) {
    Object.assign(this, { text, cause });
    this.state(text, cause, this.safe);
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

// Whether it can be sent: what else stands at such a place is left alone.
export const isLetter = ({ address, content }) => typeof address === "string" && address.startsWith("/api/") && isRecord(content);

const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

function causeOf({ status, answer }) {
  if (status === SIGNED_OUT) return CAUSES.signedOut;
  return answer.revised ? CAUSES.revised : null;
}
