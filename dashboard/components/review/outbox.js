// Answers stay in the browser until the server has acknowledged them by their key and version.

import { Away, Refused, send } from "../tile/address.js";

const PAUSES = [500, 1000, 2000, 4000, 8000];

export class Outbox {
  // `settled(key, stored)` an answer is stored; `conflict(key, stored, mine)` another one was
  // there first; `state(text)` what to tell the reviewer, empty when all is saved.
  constructor({ address, name, settled, conflict, state }) {
    Object.assign(this, { address, name, settled, conflict, state });
    this.waiting = new Map(JSON.parse(localStorage.getItem(name) ?? "[]"));
    this.failures = 0;
    addEventListener("online", () => this.flush());
    addEventListener("beforeunload", (event) => this.waiting.size && event.preventDefault());
  }

  put(key, answer) {
    this.waiting.set(key, answer);
    this.remember();
    this.flush();
  }

  remember() {
    if (this.waiting.size) localStorage.setItem(this.name, JSON.stringify([...this.waiting]));
    else localStorage.removeItem(this.name);
  }

  async flush() {
    if (this.busy) return;
    this.busy = true;
    clearTimeout(this.timer);
    try {
      while (this.waiting.size) await this.sendOne(...this.waiting.entries().next().value);
      this.failures = 0;
      this.state("");
    } catch (error) {
      if (!(error instanceof Away)) throw error;
      this.state("Not saved yet, trying again. Your answers are safe in this browser.");
      this.timer = setTimeout(() => this.flush(), PAUSES[Math.min(this.failures++, 4)]);
    } finally {
      this.busy = false;
    }
  }

  async sendOne(key, answer) {
    try {
      const stored = await send(this.address, answer);
      this.acknowledge(key, answer, stored);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      if (error.status === 401) {
        this.state("You are signed out. Your answers are safe here: sign in again and they are sent.");
        throw new Away(error.message);
      }
      this.waiting.delete(key);
      this.remember();
      this.conflict(key, error.answer.stored ?? null, answer, error.message);
    }
  }

  // A later answer to the same key builds on the version just stored.
  acknowledge(key, answer, stored) {
    const latest = this.waiting.get(key);
    if (latest === answer) this.waiting.delete(key);
    else this.waiting.set(key, { ...latest, expected_version: stored.version });
    this.remember();
    this.settled(key, stored);
  }
}
