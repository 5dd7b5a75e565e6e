// What a good answer is: a list of sentences, each with how every model meets it.

import { element, icon } from "../tile/element.js";
import { redraw } from "../studio/redrawing.js";
import { sentenceOf } from "../studio/trouble.js";
import { isBlank, wordsOf } from "../studio/draft.js";
import { check, readWords } from "./asking.js";
import { openForm } from "./form.js";
import { lightColumns, makeMarks } from "./marks.js";
import { makeWords } from "./words.js";
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
    lightColumns(this.node);
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

  // A form stays open as long as there is what it changes.
  changed() {
    const at = this.form?.isNew ? this.records.length : this.records.indexOf(this.form?.record);
    if (this.form && at < 0) this.form.close();
    else if (this.form) this.form.at = at;
    this.draw();
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
    const record = this.records[at];
    await this.leave();
    if (this.records.includes(record)) await this.open(this.records.indexOf(record), field);
  }

  async add(name) {
    await this.leave();
    await this.open(this.records.length, null, name);
  }

  // The form of what stands at this place, of a new one of that name behind the last.
  async open(at, field, added) {
    const words = await this.words();
    if (!words) return;
    const record = this.records[at];
    const [[name, options]] = Object.entries(record ?? { [added]: {} });
    this.form = openForm({
      words, products: this.parts.products, page: () => this.page, name, options, isNew: !record,
      done: (written) => this.take(written), closed: () => this.closed(),
    });
    Object.assign(this.form, { at, record, isNew: !record });
    if (record) this.list.children[at].replaceChildren(this.form.node);
    else this.place.replaceChildren(this.form.node);
    this.form.focus(field);
  }

  take(written) {
    const { at, record } = this.form;
    this.form.close();
    if (record && key(record) === key(written)) return;
    this.draft.change({ expectations: record ? this.records.with(at, written) : [...this.records, written] });
  }

  // Takes what is being filled in where it can be taken.
  async leave() {
    if (!(await this.finish())) this.form.close();
  }

  // Takes what is being filled in; whether nothing is left unfinished.
  async finish() {
    return this.form ? this.form.finish() : true;
  }

  closed() {
    const { at, isNew } = this.form;
    this.form = null;
    this.draw();
    this.drawAdding();
    (isNew ? this.place.querySelector("button") : this.list.querySelector(`[data-focus="said:${at}"]`))?.focus({ preventScroll: true });
  }

  drawAdding() {
    if (this.form?.isNew) return;
    this.place.replaceChildren(element("button", { type: "button", class: "add", onclick: () => this.choose() }, icon("plus"), "Add what a good answer is"));
  }

  async choose() {
    const words = await this.words();
    if (!words) return;
    const menu = makeWords(words, (name) => this.add(name), () => {
      this.drawAdding();
      this.place.querySelector("button").focus();
    });
    this.place.replaceChildren(menu.node);
    menu.focus();
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
