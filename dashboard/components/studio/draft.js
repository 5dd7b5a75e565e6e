// The scenario as it is being written. Every change is one step that can be undone and done
// again; until it is saved it is kept in this browser, also when the page is left.

const TYPING = 1500;

export class Draft extends EventTarget {
  // `scenario`: a plain record; `version`: of the file it was read from, null for a new one;
  // `person` and `name`: whose it is and of what, so that each has a draft of its own; `start`:
  // what a new one starts with.
  constructor(scenario, version, { person, name, start = scenario }) {
    super();
    Object.assign(this, { filed: scenario, start, scenario: start, version, fileVersion: version, person, name });
    Object.assign(this, { past: [], future: [], typed: null, goesOn: false, resumed: false });
    const kept = readKept(this.key);
    if (kept) Object.assign(this, { scenario: { ...kept.scenario, id: scenario.id }, version: kept.version });
    this.resumed = Boolean(kept) && JSON.stringify(this.scenario) !== JSON.stringify(start);
  }

  get key() {
    return `vitrine:draft:${this.person}:${this.name}`;
  }

  get dirty() {
    return JSON.stringify(this.scenario) !== JSON.stringify(this.filed);
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
    localStorage.removeItem(this.key);
    Object.assign(this, { filed: scenario, start: scenario, version, fileVersion: version, resumed: false, name: scenario.id });
    this.scenario = { ...this.scenario, id: scenario.id };
    this.keep();
    this.dispatchEvent(new CustomEvent("saved"));
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
    try {
      if (this.dirty) localStorage.setItem(this.key, JSON.stringify({ scenario: this.scenario, version: this.version }));
      else localStorage.removeItem(this.key);
      this.unkept = false;
    } catch (error) {
      if (!(error instanceof DOMException)) throw error;
      this.unkept = true;
    }
  }
}

function readKept(key) {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch (error) {
    if (!(error instanceof SyntaxError) && !(error instanceof DOMException)) throw error;
    return null;
  }
}

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
