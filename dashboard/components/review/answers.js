// All that this person said in one review, by key, as it stands in this browser; and the way back.

import { Outbox } from "./outbox.js";
import { NO_OPINION, NO_VERDICT, OPINIONS, VERDICTS } from "./words.js";

const BLANK = {
  verdicts: { value: NO_VERDICT, comment: "" },
  judgements: { value: NO_OPINION, reasons: [], comment: "" },
  preferences: { best: [] },
};
const VALUES = { verdicts: [NO_VERDICT, ...valuesOf(VERDICTS)], judgements: [NO_OPINION, ...valuesOf(OPINIONS)] };
const SENT_AS = { verdicts: "column", judgements: "product" };

export const verdictOn = (scenario, letter) => `verdicts|${scenario}|${letter}`;
export const preferenceIn = (scenario) => `preferences|${scenario}`;

// `place`: the scenario; of a judgement the situation, which several scenarios may share.
export function partsOf(key) {
  const [kind, place, ...rest] = key.split("|");
  return { kind, place, what: rest.join("|") };
}

export class Answers {
  // `changed(key)`: another answer stands there; `settled(key)`: what stands there is stored;
  // `conflict(key, stored, mine, sentence)` and `state(text, cause)` as the outbox tells them.
  constructor(review, { release, person, changed, settled, conflict, state }) {
    Object.assign(this, { release, person, revision: review.revision, changed, told: settled });
    this.situations = new Map(review.scenarios.map(({ id, situation }) => [id, situation]));
    this.titles = new Map(review.scenarios.map(({ id, title }) => [id, title]));
    this.spoken = new Map();
    this.stored = new Map(this.entriesOf(review));
    this.said = new Map(this.stored);
    this.past = [];
    this.future = [];
    this.outbox = new Outbox({
      name: `vitrine:${person}:${release}:${review.revision}`,
      settled: (key, stored) => this.settle(key, stored),
      conflict: (key, stored, mine, sentence) => this.giveWay(key, stored, mine, sentence, conflict),
      adrift: (key) => this.takeBack(key),
      state,
      fits: isAnswer,
    });
    for (const [key, { content }] of this.outbox.waiting) {
      this.said.set(key, { ...this.of(key), ...wordsIn(key, content) });
      this.spoken.set(key, content.scenario);
    }
  }

  judgementOf(scenario, product) {
    return `judgements|${this.situations.get(scenario)}|${product}`;
  }

  // Where it was said last; what stands from before belongs to any scenario of its situation.
  scenarioOf(key) {
    const { kind, place } = partsOf(key);
    if (kind !== "judgements") return place;
    return this.spoken.get(key) ?? [...this.situations].find(([, situation]) => situation === place)?.[0];
  }

  // Whether it shows on this scenario's screen.
  concerns(key, scenario) {
    const { kind, place } = partsOf(key);
    return place === (kind === "judgements" ? this.situations.get(scenario) : scenario);
  }

  of(key) {
    return this.said.get(key) ?? BLANK[partsOf(key).kind];
  }

  // Says the same of all these, so that it can be taken back in one step; `scenario` is the one
  // looked at.
  give(keys, change, scenario) {
    this.past.push(keys.map((key) => ({ key, before: named(this.of(key), change), after: change })));
    this.future = [];
    for (const key of keys) this.write(key, change, scenario);
  }

  // Says it: text that is saved while it is typed has its own way back.
  write(key, change, scenario = this.scenarioOf(key)) {
    const answer = { ...this.of(key), ...change, carried: null, said: null };
    this.said.set(key, answer);
    this.spoken.set(key, scenario);
    this.changed(key);
    this.outbox.put(key, this.letter(key, answer));
  }

  // The key of what was taken back, the first of several, or null.
  undo() {
    return this.turn(this.past, this.future, "before");
  }

  redo() {
    return this.turn(this.future, this.past, "after");
  }

  turn(from, to, which) {
    const step = from.pop();
    if (!step) return null;
    to.push(step);
    for (const each of step) this.write(each.key, each[which]);
    return step[0].key;
  }

  letter(key, answer) {
    const { kind, what } = partsOf(key);
    const about = SENT_AS[kind] ? { [SENT_AS[kind]]: what } : {};
    const scenario = this.scenarioOf(key);
    return {
      address: `/api/releases/${this.release}/${kind}`,
      shopper: this.titles.get(scenario),
      content: {
        person: this.person, revision: this.revision, scenario, ...about,
        ...wordsIn(key, answer), expected_version: answer.version ?? 0,
      },
    };
  }

  settle(key, stored) {
    const before = this.of(key);
    const later = this.outbox.waiting.has(key);
    const answer = { ...before, ...(later ? {} : wordsIn(key, stored)), version: stored.version };
    this.stored.set(key, { ...BLANK[partsOf(key).kind], ...wordsIn(key, stored), version: stored.version });
    this.said.set(key, answer);
    if (JSON.stringify(wordsIn(key, before)) !== JSON.stringify(wordsIn(key, answer))) this.changed(key);
    if (!later) this.told(key);
  }

  // What is neither stored nor kept does not show as given; it does once it is stored after all.
  takeBack(key) {
    if (this.stored.has(key)) this.said.set(key, this.stored.get(key));
    else this.said.delete(key);
    this.changed(key);
  }

  // The steps that led to an answer that does not stand lead nowhere.
  giveWay(key, stored, mine, sentence, conflict) {
    const without = (steps) => steps.map((step) => step.filter((each) => each.key !== key)).filter((step) => step.length);
    Object.assign(this, { past: without(this.past), future: without(this.future) });
    if (stored) this.stored.set(key, { ...BLANK[partsOf(key).kind], ...stored });
    this.takeBack(key);
    conflict(key, stored, wordsIn(key, mine), sentence);
  }

  *entriesOf({ verdicts = {}, judgements = {}, preferences = {} }) {
    for (const [scenario, letters] of Object.entries(verdicts))
      for (const [letter, answer] of Object.entries(letters)) yield [verdictOn(scenario, letter), answer];
    for (const [scenario, products] of Object.entries(judgements))
      for (const [product, answer] of Object.entries(products)) yield [this.judgementOf(scenario, product), answer];
    for (const [scenario, answer] of Object.entries(preferences)) yield [preferenceIn(scenario), answer];
  }
}

// Whether it is an answer to this question.
function isAnswer(key, content) {
  const { kind } = partsOf(key);
  const blank = Object.hasOwn(BLANK, kind) ? BLANK[kind] : null;
  const sameType = (one, other) => typeof one === typeof other && Array.isArray(one) === Array.isArray(other);
  if (!blank || !Object.keys(blank).every((name) => sameType(content[name], blank[name]))) return false;
  return typeof content.scenario === "string" && (!VALUES[kind] || VALUES[kind].includes(content.value));
}

// Only what can be said, without versions and dates.
function wordsIn(key, answer) {
  return named(answer, BLANK[partsOf(key).kind]);
}

function valuesOf(choices) {
  return choices.map(({ value }) => value);
}

const named = (answer, names) => Object.fromEntries(Object.keys(names).map((name) => [name, answer[name]]));
