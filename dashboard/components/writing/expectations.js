// What a good answer is: a list of sentences, each with how every model meets it.

import { element, icon } from "../tile/element.js";
import { redraw } from "../studio/redrawing.js";
import { sentenceOf } from "../studio/trouble.js";
import { isBlank, wordsOf } from "../studio/draft.js";
import { check, readWords } from "./asking.js";
import { openForm } from "./form.js";
import { makeMarks } from "./marks.js";
import { openWords } from "./words.js";
import { signed } from "./moments.js";

const lists = new WeakMap();
const key = (record) => JSON.stringify(record);

// `parts`: {root, products (by id), opened (what GET /api/scenarios/ID answered, or null)}.
export function makeExpectations(draft, parts) {
  const list = new Expectations(draft, parts);
  lists.set(draft, list);
  return { node: list.node, update: (page) => list.update(page), edit: (at, field) => list.edit(at, field) };
}

// The list that shows this draft, for whoever adds to it from elsewhere.
export const expectationsOf = (draft) => lists.get(draft);

class Expectations {
  constructor(draft, parts) {
    Object.assign(this, { draft, parts, page: null, known: new Map(), form: null });
    this.list = element("ol", { class: "expectations" });
    this.place = element("div", { class: "adding-expectation" });
    this.always = element("div", { class: "always" });
    this.note = element("p", { class: "quiet", role: "status" });
    this.node = element("section", { class: "good-answer", "aria-label": "A good answer" }, this.list, this.place, this.note, this.always);
    draft.addEventListener("change", ({ detail }) => detail.includes("expectations") && this.changed());
    if (!parts.reading) this.drawAdding();
    this.draw();
    this.learn();
  }

  get records() {
    return this.draft.scenario.expectations;
  }

  // `page`: what /api/slates answered; its findings are those of the expectations as they stood.
  update(page) {
    this.page = page;
    this.known = new Map();
    for (const { id } of page.candidates)
      for (const finding of page.evidence[id].findings) this.notice(id, finding);
    this.drawAlways();
    this.draw();
    this.learn();
    this.form?.check();
  }

  notice(candidate, finding) {
    if (finding.standing) return;
    const name = key(finding.expectation);
    if (!this.known.has(name)) this.known.set(name, { sentence: finding.sentence, wrong: "", by: {} });
    this.known.get(name).by[candidate] = finding;
  }

  changed() {
    if (this.form) this.form.close();
    else this.draw();
    this.learn();
  }

  // Asks for the sentences of what no model was asked about yet.
  async learn() {
    const unknown = this.records.filter((record) => !this.known.has(key(record)));
    if (!unknown.length) return;
    const page = this.page;
    try {
      const answers = await check(unknown, page);
      if (page !== this.page) return;
      unknown.forEach((record, at) => this.known.set(key(record), answers[at]));
      this.note.textContent = "";
      this.draw();
    } catch (error) {
      this.note.textContent = sentenceOf(error);
    }
  }

  // The form that is being filled in stays where it is, with its focus.
  draw() {
    const held = this.form?.node.parentElement;
    const lines = this.records.map((record, at) => (held && at === this.form.at ? held : this.line(record, at)));
    if (!lines.includes(held)) return redraw(this.list, ...lines);
    for (const each of [...this.list.children]) if (each !== held) each.remove();
    held.before(...lines.slice(0, this.form.at));
    held.after(...lines.slice(this.form.at + 1));
  }

  line(record, at) {
    const [[, options]] = Object.entries(record);
    const { sentence = "…", wrong = "", by = {} } = this.known.get(key(record)) ?? {};
    const blanks = Object.values(options).filter(isBlank);
    const said = blanks.reduce((text, blank) => text.replaceAll(blank, wordsOf(blank)), sentence);
    const { reading } = this.parts;
    const added = this.addedBy(record);
    return element("li", { class: "expectation", dataset: { at } },
      element(reading ? "span" : "button", { type: "button", class: "said", dataset: { focus: `said:${at}` }, title: added ? `Added by ${signed(added)}` : null, onclick: reading ? null : () => this.edit(at) }, said),
      reading ? null : element("button", { type: "button", class: "away", title: "Remove", dataset: { focus: `away:${at} away:${at - 1}` }, "aria-label": `Remove: ${said}`, onclick: () => this.remove(at) }, icon("close")),
      options.because ? element("p", { class: "because" }, options.because) : null,
      blanks.length
        ? element("p", { class: "tofill" }, ...blanks.map((blank) => element("button", { type: "button", onclick: () => this.edit(at, fieldOf(options, blank)) }, `Choose ${wordsOf(blank)}`)))
        : wrong ? element("p", { class: "wrong" }, wrong)
        : makeMarks(this.page?.candidates ?? [], by));
  }

  // Who added it is known of the file as it was opened.
  addedBy(record) {
    const { scenario, added } = this.parts.opened ?? {};
    const at = scenario?.expectations.findIndex((each) => key(each) === key(record));
    return added?.expectations[at];
  }

  remove(at) {
    this.draft.change({ expectations: this.records.filter((_, each) => each !== at) });
    if (!this.records.length) this.place.querySelector("button").focus();
  }

  async edit(at, field = null) {
    const [[name, options]] = Object.entries(this.records[at]);
    await this.open({ at, name, options, field, done: (record) => this.draft.change({ expectations: this.records.with(at, record) }) });
  }

  async add(name) {
    await this.open({ at: this.records.length, name, options: {}, done: (record) => this.draft.change({ expectations: [...this.records, record] }) });
  }

  async open({ at, name, options, field, done }) {
    const words = await this.words();
    if (!words) return;
    this.form?.close();
    const isNew = at === this.records.length;
    this.form = openForm({
      words, products: this.parts.products, page: () => this.page, name, options, isNew, done,
      closed: () => this.closed(at, isNew),
    });
    this.form.at = at;
    if (isNew) this.place.replaceChildren(this.form.node);
    else this.list.children[at].replaceChildren(this.form.node);
    this.form.focus(field);
  }

  // Takes what is being filled in; whether nothing is left unfinished.
  async finish() {
    return this.form ? this.form.finish() : true;
  }

  closed(at, isNew) {
    this.form = null;
    this.draw();
    this.drawAdding();
    (isNew ? this.place.querySelector("button") : this.list.querySelector(`[data-focus="said:${at}"]`))?.focus({ preventScroll: true });
  }

  drawAdding() {
    const button = element("button", { type: "button", class: "add", "aria-haspopup": "menu", onclick: () => this.choose(button) }, icon("plus"), "Add what a good answer is");
    this.place.replaceChildren(button);
  }

  async choose(button) {
    const words = await this.words();
    if (words) openWords(button, words, (name) => this.add(name));
  }

  async words() {
    try {
      return await readWords();
    } catch (error) {
      this.note.textContent = sentenceOf(error);
      return null;
    }
  }

  // What holds for every shopper of the shop; it is told here, and changed in the settings.
  drawAlways() {
    const found = new Map();
    for (const { id } of this.page.candidates)
      for (const finding of this.page.evidence[id].findings.filter((each) => each.standing))
        found.set(finding.sentence, { ...found.get(finding.sentence), because: finding.because, by: { ...found.get(finding.sentence)?.by, [id]: finding } });
    this.always.replaceChildren(...(found.size ? [element("h4", {}, "For every shopper"),
      element("ol", { class: "expectations" }, [...found].map(([sentence, { by, because }]) => element("li", { class: "expectation", title: because || null },
        element("span", { class: "said" }, sentence), makeMarks(this.page.candidates, by))))] : []));
  }
}

const fieldOf = (options, blank) => Object.keys(options).find((name) => options[name] === blank);
