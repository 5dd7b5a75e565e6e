// The scenario as it is being written. Every change is one step that can be undone and done
// again; until it is saved it is kept in this browser, also when the page is left.

import { drop, hasKept, keyAside, keyOf, put, readKept } from "./kept.js";

const TYPING = 1500;

export class Draft extends EventTarget {
  // `scenario`: a plain record; `version`: of the file it was read from, null for a new one;
  // `person` and `name`: whose it is and of what, so that each has a draft of its own; `start`:
  // what a new one starts with; `kept` and `left`: what was written before, in this tab and in
  // others; `lost`: the file it was read from cannot be read any more.
  constructor(scenario, version, { person, name, start = scenario, kept = null, left = [], lost = false }) {
    super();
    Object.assign(this, { filed: scenario, start, scenario: start, version, fileVersion: version, person, name, lost });
    Object.assign(this, { past: [], future: [], typed: null, goesOn: false, resumed: false });
    if (kept) this.resume(kept);
    for (const each of left) if (same({ ...each.scenario, id: scenario.id }, scenario)) drop(each.key);
    this.left = left.filter((each) => readKept(each.key));
  }

  // What stands in the file already is no draft.
  resume({ scenario, version }) {
    this.scenario = { ...scenario, id: this.filed.id };
    this.version = this.dirty && this.filed.id ? version : this.fileVersion;
    this.resumed = !same(this.scenario, this.start);
    this.keep();
  }

  get key() {
    return keyOf(this.person, this.name);
  }

  get dirty() {
    return !same(this.scenario, this.filed);
  }

  // What is still to be filled in, such as "a product".
  get blanks() {
    return blanksIn(this.scenario);
  }

  // One step: `part` replaces the fields it names. Typing in one field (`typing` names it) is one
  // step until there is a pause.
  change(part, typing = null) {
    const now = performance.now();
    this.goesOn = Boolean(typing) && this.typed?.name === typing && now - this.typed.at < TYPING;
    if (!this.goesOn) this.past.push(this.scenario);
    this.typed = typing ? { name: typing, at: now } : null;
    this.future = [];
    this.become({ ...this.scenario, ...part }, Object.keys(part));
  }

  undo() {
    if (this.past.length) this.step(this.past, this.future);
  }

  redo() {
    if (this.future.length) this.step(this.future, this.past);
  }

  // What stands in the file now; an edit made while it was being saved stays an edit.
  saved(scenario, version) {
    this.rename(scenario.id);
    Object.assign(this, { filed: scenario, start: scenario, version, fileVersion: version, resumed: false, lost: false });
    this.scenario = { ...this.scenario, id: scenario.id };
    this.keep();
    this.dispatchEvent(new CustomEvent("saved"));
  }

  // The same scenario under its new name: what is written here comes along and follows the
  // version that it followed.
  moved(scenario, fileVersion) {
    const { dirty } = this;
    this.rename(scenario.id);
    Object.assign(this, { filed: scenario, start: scenario, fileVersion, version: dirty ? this.version : fileVersion, lost: false });
    this.become(dirty ? this.scenario : scenario);
    this.dispatchEvent(new CustomEvent("saved"));
  }

  // What this tab keeps under that name already is left for later.
  rename(name) {
    drop(this.key);
    if (name === this.name) return;
    Object.assign(this, { name, left: [] });
    this.putAside(readKept(this.key));
  }

  putAside(kept) {
    if (!kept) return null;
    const key = keyAside(this.person, this.name);
    put(key, kept);
    return { key, at: new Date().toISOString(), ...kept };
  }

  // What another tab left, in place of this; this is left in its place.
  turn() {
    const [next, ...others] = this.left;
    const aside = this.dirty ? this.putAside({ scenario: this.scenario, version: this.version }) : null;
    const kept = readKept(next.key) ?? next;
    drop(next.key);
    Object.assign(this, { left: [...others, aside].filter(Boolean), past: [], future: [], typed: null, goesOn: false });
    this.resume(kept);
    this.become(this.scenario);
  }

  // Nothing of it is wanted any more.
  giveUp() {
    drop(this.key);
    this.scenario = this.filed;
  }

  // Back to what the file says; a step that can be undone unless the file is another one by now.
  startAgain() {
    if (this.version === this.fileVersion) this.past.push(this.scenario);
    else this.past = [];
    Object.assign(this, { future: [], typed: null, goesOn: false, version: this.fileVersion, resumed: false });
    this.become(this.start);
  }

  // Another state of the same scenario, such as an older revision, in place of this one.
  become(scenario, names = Object.keys(scenario)) {
    this.scenario = { ...scenario, id: this.filed.id };
    this.keep();
    this.dispatchEvent(new CustomEvent("change", { detail: names }));
  }

  step(from, to) {
    Object.assign(this, { typed: null, goesOn: false });
    to.push(this.scenario);
    this.become(from.pop());
  }

  // A browser that keeps nothing, or no more, leaves the draft on the page alone.
  keep() {
    this.unkept = this.dirty && !put(this.key, this);
    if (!this.dirty) drop(this.key);
  }
}

// Whether this browser keeps what this person has not saved yet of the scenario of that name.
export const hasDraft = hasKept;

const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

export const isBlank = (value) => typeof value === "string" && /^<[^<>\n]+>$/.test(value);

export const wordsOf = (blank) => blank.slice(1, -1);

// Every blank of what was bought and what is expected, as it is worded.
export function blanksIn({ bought, expectations }) {
  const values = [...bought.map((each) => each.product_id), ...expectations.flatMap((each) => Object.values(each).flatMap(Object.values))];
  return values.filter(isBlank).map(wordsOf);
}

export const EMPTY = {
  id: null, title: "", story: "", bought: [], shopper: {}, as_of: null, slate_size: 12, tags: [], owner: null, expectations: [],
};
