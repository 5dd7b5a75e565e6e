// The scenario as it is being written. Every change is one step that can be undone and done
// again; until it is saved it is kept in this browser, also when the page is left.

const TYPING = 1500;

export class Draft extends EventTarget {
  // `scenario`: a plain record; `version`: of the file it was read from, null for a new one;
  // `key`: where this browser keeps it, its own for each person and scenario.
  constructor(scenario, version, key) {
    super();
    Object.assign(this, { filed: scenario, scenario, version, key, past: [], future: [], typed: null });
    const kept = JSON.parse(localStorage.getItem(key) ?? "null");
    if (kept) Object.assign(this, { scenario: kept.scenario, version: kept.version, resumed: true });
  }

  get dirty() {
    return JSON.stringify(this.scenario) !== JSON.stringify(this.filed);
  }

  // One step: `part` replaces the fields it names. Typing in one field (`typing` names it) is one
  // step until there is a pause.
  change(part, typing = null) {
    const now = performance.now();
    const goesOn = typing && this.typed?.name === typing && now - this.typed.at < TYPING;
    if (!goesOn) this.past.push(this.scenario);
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
    Object.assign(this, { filed: scenario, version, resumed: false });
    this.keep();
    this.dispatchEvent(new CustomEvent("saved"));
  }

  // Back to another state as one step, such as an older revision.
  become(scenario, names = Object.keys(scenario)) {
    this.scenario = scenario;
    this.keep();
    this.dispatchEvent(new CustomEvent("change", { detail: names }));
  }

  step(from, to) {
    this.typed = null;
    to.push(this.scenario);
    this.become(from.pop());
  }

  keep() {
    if (this.dirty) localStorage.setItem(this.key, JSON.stringify({ scenario: this.scenario, version: this.version }));
    else localStorage.removeItem(this.key);
  }
}
