// Answers about one shopper that contradict each other: asked once whether they are meant so, and
// once more by whoever goes on without an answer.

import { preferenceIn, verdictOn } from "./answers.js";

const REFUSED = "do not show";

export class Doubts {
  // `page`: the review.
  constructor(page) {
    this.page = page;
    this.asked = new Set();
    this.meant = new Set();
  }

  // What was asked here and neither confirmed nor taken back, or null.
  get open() {
    const doubt = this.doubt();
    return doubt && this.asked.has(doubt.name) && !this.meant.has(doubt.name) ? doubt : null;
  }

  // After each answer to the shopper on screen.
  look() {
    const { bar } = this.page;
    const doubt = this.doubt();
    if (this.shown && this.shown === bar.hint.about && this.shown !== doubt?.name) bar.hint.clear();
    this.shown = doubt?.name;
    if (!doubt || this.asked.has(doubt.name)) return;
    this.asked.add(doubt.name);
    bar.hint.show(doubt.text, doubt.choices, { about: doubt.name });
  }

  doubt() {
    const { answers, current, columns, saying } = this.page;
    const { best } = answers.of(preferenceIn(current.id));
    const values = new Map(columns.letters.map((each) => [each, answers.of(verdictOn(current.id, each)).value]));
    const letters = (meant) => [...values.keys()].filter((each) => meant(values.get(each)));
    const refused = letters((value) => value === REFUSED);
    const shown = letters((value) => value.startsWith("show"));
    if (best.length === values.size && refused.length && shown.length)
      return this.about("even", `You would show ${shown.join(" and ")} but not ${refused.join(" and ")}. Does it make no difference?`, () => saying.even());
    const odd = refused.length < values.size && best.length < values.size && best.find((each) => refused.includes(each));
    return odd ? this.about(odd, `You would not show ${odd} but prefer it?`, () => saying.prefer(odd)) : null;
  }

  about(what, text, takeBack) {
    const name = `${this.page.current.id}|${what}`;
    return { name, text, choices: [["It is meant so", () => this.meant.add(name)], ["Take the preference back", takeBack]] };
  }
}
