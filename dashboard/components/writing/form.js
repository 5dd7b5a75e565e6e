// The form of one expectation: its sentence, how the slates on the screen meet it, and why not.

import { element } from "../tile/element.js";
import { sentenceOf } from "../studio/trouble.js";
import { check } from "./asking.js";
import { makeMarks } from "./marks.js";
import { Sentence } from "./sentence.js";

const PAUSE = 120;
const FIRST = { at_least: 1, count: 3 };

export const openForm = (parts) => new Form(parts);

class Form {
  // `page` gives the slates on the screen; `done` hears the record, `closed` the end.
  constructor({ words, products, page, name, options, isNew, done, closed }) {
    Object.assign(this, { page, done, closed, turn: 0 });
    const start = isNew ? usual(words.byName.get(name), words.columns) : options;
    this.sentence = new Sentence({ words, products, name, options: start, order: Object.keys(options), changed: () => this.soon() });
    this.answer = element("div", { class: "live", role: "status" });
    this.buttons = element("div", { class: "buttons" },
      element("button", { type: "submit", class: "primary" }, isNew ? "Add" : "Done"),
      element("button", { type: "button", onclick: () => this.close() }, "Cancel"));
    this.node = element("form", { class: "writing", novalidate: true, "aria-label": isNew ? "A new expectation" : "Change this expectation",
      onsubmit: (event) => this.submit(event), onkeydown: (event) => this.key(event) },
      this.sentence.node, this.answer, this.buttons);
    this.check();
  }

  focus(field) {
    if (field) this.sentence.focus(field);
    else this.sentence.focusFirst();
    this.reveal();
  }

  // To its last line, which grows with what the models answer.
  reveal() {
    this.buttons.scrollIntoView({ block: "nearest" });
  }

  close() {
    this.ended = true;
    this.closed();
  }

  key(event) {
    if (event.key === "Escape") this.close();
    else if (event.key === "Enter" && !event.shiftKey && event.target.matches("textarea, input")) this.submit(event);
    else return;
    event.stopPropagation();
  }

  soon() {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.check(), PAUSE);
  }

  // Whether it can be added as it stands now. Where it is changed while the answer is on its way,
  // the answer holds all the same, but is not shown.
  async check() {
    const turn = ++this.turn;
    const say = (...about) => turn === this.turn && this.say(...about);
    const { lacking, record } = this.sentence;
    if (lacking) return this.say("Fill it in to see how every model meets it.", "quiet");
    const page = this.page();
    try {
      const [{ wrong, by }] = await check([record], page);
      if (wrong) return say(wrong, "wrong");
      if (turn !== this.turn) return true;
      this.answer.replaceChildren(makeMarks(page?.candidates ?? [], by));
      this.reveal();
      return true;
    } catch (error) {
      return say(sentenceOf(error), "wrong");
    }
  }

  say(sentence, kind) {
    this.answer.replaceChildren(element("p", { class: kind }, sentence));
    return false;
  }

  submit(event) {
    event.preventDefault();
    this.finish();
  }

  // Whether it could be taken as it stands; what was taken or given up meanwhile is finished.
  async finish() {
    clearTimeout(this.waiting);
    const { record } = this.sentence;
    const asked = this.check();
    const { turn } = this;
    const can = await asked;
    if (this.ended) return true;
    if (can) this.done(record);
    else if (turn === this.turn) this.sentence.focusFirst();
    return can;
  }
}

// What a sentence begins with: numbers, and the first column where each makes sense.
function usual({ fields, subject }, columns) {
  const counts = fields.filter(({ name, kind }) => kind === "count" && name in FIRST).map(({ name }) => [name, FIRST[name]]);
  const alike = fields.filter(({ kind }) => kind === "columns" || (kind === "column" && !subject)).map(({ name }) => [name, columns[0]?.value]);
  return Object.fromEntries([...alike, ...counts]);
}
