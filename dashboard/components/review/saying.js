// Saying something: verdicts, preferences and comments on columns, and taking an answer back.

import { focusInView } from "../tile/frame.js";
import { partsOf, preferenceIn, verdictOn } from "./answers.js";
import { openComment } from "./comment.js";

export class Saying {
  // `page`: the review.
  constructor(page) {
    this.page = page;
  }

  may() {
    const { can_answer, why_not } = this.page.review;
    if (!can_answer) this.page.notices.say(why_not);
    return can_answer;
  }

  say(key, change, scenario) {
    this.sayOfAll([key], change, scenario);
  }

  sayOfAll(keys, change, scenario) {
    if (this.may()) this.page.answers.give(keys, change, scenario);
  }

  // Columns that show the same and stand the same are answered together.
  choose(letter, value, byKey = false) {
    const { page } = this;
    if (!page.columns.takes(letter)) return;
    const stands = (each) => page.answers.of(verdictOn(page.current.id, each)).value;
    const together = page.screen.alike(letter).filter((each) => stands(each) === stands(letter));
    if (stands(letter) !== value) this.sayOfAll(together.map((each) => verdictOn(page.current.id, each)), { value });
    if (page.review.can_answer) page.columns.onwards(letter, byKey);
  }

  // As good as another where several are marked. The column that is named is looked at.
  prefer(letter) {
    const { columns } = this.page;
    if (letter !== columns.letter) columns.go(letter);
    if (!columns.takes(letter)) return;
    const { key, best, all } = this.preference();
    const kept = best.length === all.length ? [] : best;
    this.say(key, { best: kept.includes(letter) ? kept.filter((each) => each !== letter) : [...kept, letter].sort() });
  }

  even() {
    const { key, best, all } = this.preference();
    this.say(key, { best: best.length === all.length ? [] : all });
  }

  preference() {
    const key = preferenceIn(this.page.current.id);
    return { key, best: this.page.answers.of(key).best, all: this.page.columns.letters };
  }

  // Escape leads back to where one was.
  comment(letter) {
    const { answers, bar, columns, current } = this.page;
    const key = verdictOn(current.id, letter);
    const before = columns.letter;
    if (!this.may()) return;
    columns.go(letter);
    openComment(bar.cells.get(letter).node, letter, answers.of(key).comment ?? "", {
      store: (comment) => {
        if (comment !== (answers.of(key).comment ?? "")) answers.write(key, { comment });
      },
      back: () => columns.comeBack(before),
    });
  }

  undo() {
    this.turned(this.may() && this.page.answers.undo(), "Nothing to undo.");
  }

  redo() {
    this.turned(this.may() && this.page.answers.redo(), "Nothing to do again.");
  }

  // What was said of another shopper is undone before one's eyes.
  async turned(key, none) {
    const { page } = this;
    if (!key) return page.notices.say(none, 2000);
    const { kind, what } = partsOf(key);
    if (!page.current || !page.answers.concerns(key, page.current.id)) await page.way.show(page.answers.scenarioOf(key));
    const judged = kind === "judgements" && page.screen?.tiles.get(what)?.[0];
    if (judged) focusInView(judged);
    if (kind === "verdicts") page.columns.go(what);
  }
}
