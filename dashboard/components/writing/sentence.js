// One expectation as a sentence to fill in: "At least [2] from [Sleeping], among the first [6]".

import { element, icon } from "../tile/element.js";
import { isBlank, wordsOf } from "../studio/draft.js";
import { readProducts, readValues } from "./asking.js";
import { makeChoice } from "./choice.js";

const USUAL = { at_least: 1, count: 3, in_top: 6 };
const NO_WORD = "whichever it is";

// `words`: of readWords(); `products`: known ones by id; `changed` hears {name, options}.
export class Sentence {
  // `order`: of the options as they stand in the file, which is kept.
  constructor({ words, products, name, options, order, changed }) {
    Object.assign(this, { words, products, name, order, changed });
    this.options = { ...options };
    this.node = element("div", { class: "sentence" });
    this.draw();
  }

  get word() {
    return this.words.byName.get(this.name);
  }

  get record() {
    const names = new Set([...this.order, ...this.word.fields.map((each) => each.name)]);
    const given = [...names].filter((name) => this.options[name] !== undefined);
    return { [this.name]: Object.fromEntries(given.map((name) => [name, this.options[name]])) };
  }

  // The first field that has still to be filled in.
  get lacking() {
    const lacks = ({ name, required }) => required && (this.options[name] === undefined || isBlank(this.options[name]));
    return this.word.fields.find(lacks)?.name ?? null;
  }

  change(part) {
    Object.assign(this.options, part);
    this.changed();
  }

  draw() {
    const pieces = this.word.reads.split(/\{(\w+)\}/);
    this.node.replaceChildren(this.lead(),
      ...pieces.map((piece, at) => (at % 2 ? this.field(piece) : piece.trim() && element("span", {}, piece.trim()))).filter(Boolean),
      this.because());
  }

  redraw(name) {
    this.draw();
    this.focus(name);
  }

  focus(name) {
    this.node.querySelector(`[data-field="${name}"] :is(input, select, textarea)`).focus();
  }

  // The first thing that a person would fill in.
  focusFirst() {
    this.focus(this.lacking ?? "because");
  }

  lead() {
    const { subject, lead } = this.word;
    const siblings = [...this.words.byName.values()].filter((each) => subject && each.subject === subject);
    if (siblings.length < 2) return element("span", { class: "begins" }, lead);
    const select = element("select", { "aria-label": "How the sentence begins", onchange: () => this.become(select.value) },
      siblings.map((each) => element("option", { value: each.name, selected: each.name === this.name }, each.lead)));
    return element("span", { class: "begins", dataset: { field: "lead" } }, select);
  }

  become(name) {
    const kept = this.words.byName.get(name).fields.map((each) => each.name);
    this.options = Object.fromEntries(Object.entries(this.options).filter(([each]) => kept.includes(each)));
    this.name = name;
    this.changed();
    this.redraw("lead");
  }

  field(name) {
    const field = this.word.fields.find((each) => each.name === name);
    const control = name === "in_top" ? this.place(field) : this[field.kind](field);
    return element("span", { class: "field", dataset: { field: name, kind: field.kind } }, control);
  }

  value(field) {
    const column = field.column ?? this.options.attribute;
    const value = this.options[field.name];
    const known = value && !isBlank(value);
    const find = async (typed) => {
      const found = column && !isBlank(column) ? await readValues(column, typed) : [];
      return field.required || typed ? found : [{ value: undefined, title: NO_WORD }, ...found];
    };
    return makeChoice({
      label: field.label, title: known ? value : field.required ? "" : NO_WORD, find,
      placeholder: isBlank(value) ? wordsOf(value) : field.label.toLowerCase(),
      chosen: (chosen) => this.change({ [field.name]: chosen }),
    });
  }

  product(field) {
    const value = this.options[field.name];
    return makeChoice({
      label: field.label, title: isBlank(value) ? "" : this.products[value]?.title ?? value ?? "",
      placeholder: isBlank(value) ? wordsOf(value) : "which product",
      find: (typed) => readProducts(typed, this.products),
      chosen: (chosen) => this.change({ [field.name]: chosen }),
    });
  }

  columns(field) {
    return this.column(field, "plural");
  }

  // `words`: how the columns are named.
  column(field, words = "title") {
    const chosen = this.options[field.name];
    const select = element("select", { "aria-label": field.label, onchange: () => {
      this.options.value = undefined;
      this.change({ [field.name]: select.value });
      this.redraw(field.name);
    } },
      element("option", { value: "", disabled: true, selected: !chosen || isBlank(chosen) }, isBlank(chosen) ? wordsOf(chosen) : "which kind"),
      this.words.columns.map((each) => element("option", { value: each.value, selected: each.value === chosen }, each[words])));
    return select;
  }

  count(field) {
    const usual = this.options[field.name] ?? (field.required ? undefined : USUAL[field.name]);
    return stepper(field.label, usual ?? USUAL[field.name], (value) => this.change({ [field.name]: value }));
  }

  number(field) {
    const input = element("input", { type: "number", min: 0, step: "any", "aria-label": field.label, value: this.options[field.name], placeholder: "price",
      oninput: () => this.change({ [field.name]: input.value === "" ? undefined : input.valueAsNumber }) });
    return input;
  }

  place(field) {
    const select = element("select", { "aria-label": "Where", onchange: () => {
      this.change({ in_top: select.value ? USUAL.in_top : undefined });
      this.redraw("in_top");
    } },
      element("option", { value: "", selected: !this.options.in_top }, "in the whole answer"),
      element("option", { value: "first", selected: Boolean(this.options.in_top) }, "among the first"));
    if (!this.options.in_top) return select;
    return element("span", {}, select, stepper(field.label, this.options.in_top, (value) => this.change({ in_top: value })));
  }

  because() {
    const input = element("textarea", { rows: 1, maxlength: 2000, "aria-label": "Because", placeholder: "why? The reviewers read it.",
      oninput: () => this.change({ because: input.value.trim() || undefined }) }, this.options.because ?? "");
    return element("label", { class: "field because", dataset: { field: "because" } }, element("span", {}, "because"), input);
  }
}

function stepper(label, value, changed) {
  const input = element("input", { type: "text", inputmode: "numeric", "aria-label": label, value, size: 2, maxlength: 3 });
  const become = (number) => {
    if (!Number.isInteger(number)) return;
    input.value = Math.max(1, Math.min(100, number));
    changed(Number(input.value));
  };
  const step = (by) => become(Number(input.value) + by);
  input.addEventListener("change", () => become(Number(input.value)));
  input.addEventListener("input", () => /^\d+$/.test(input.value) && changed(Number(input.value)));
  input.addEventListener("keydown", (event) => {
    const by = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (!by) return;
    event.preventDefault();
    step(by);
  });
  return element("span", { class: "stepper" },
    element("button", { type: "button", tabindex: -1, "aria-label": `${label}: one less`, onclick: () => step(-1) }, icon("minus")),
    input,
    element("button", { type: "button", tabindex: -1, "aria-label": `${label}: one more`, onclick: () => step(1) }, icon("plus")));
}
