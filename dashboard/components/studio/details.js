// What else the models and the colleagues are told: slate size, day, context, tags, owner.

import { element, icon } from "../tile/element.js";
import { afterwards, redraw } from "./redrawing.js";
import { saidOn, today } from "./timeline.js";

const LARGEST = 100;

export class Details {
  constructor(page) {
    Object.assign(this, { page, offered: { context: {}, tags: [], owners: [] } });
    this.node = element("div", { class: "details" });
    this.line = element("p", { class: "quiet line", role: "status" });
    this.unfinished = null;
    this.complaint = "";
  }

  offer(offered) {
    this.offered = offered;
    this.draw();
  }

  draw() {
    const { scenario } = this.page.draft;
    redraw(this.node,
      labelled("How many products they see", this.size(scenario)),
      labelled("The day they visit", this.day(scenario)), this.line,
      element("fieldset", {}, element("legend", {}, "About this shopper"), this.context(scenario)),
      element("fieldset", {}, element("legend", {}, "Tags"), this.tags(scenario)),
      labelled("Owner", this.owner(scenario)));
    this.drawLine();
    for (const each of this.node.querySelectorAll("input, button")) each.disabled = this.page.reading;
  }

  say(complaint) {
    this.complaint = complaint;
    this.drawLine();
  }

  // The browser writes the day in its own country's way: 03/04 needs a word.
  drawLine() {
    const said = this.complaint || saidOn(this.page.draft.scenario.as_of);
    if (this.line.textContent !== said) this.line.textContent = said;
  }

  size({ slate_size }) {
    return element("input", { type: "number", min: 1, max: LARGEST, step: 1, value: slate_size, dataset: { focus: "size" }, oninput: ({ target }) => {
      const size = Number(target.value);
      if (Number.isInteger(size) && size >= 1 && size <= LARGEST) this.page.draft.change({ slate_size: size }, "slate_size");
    }, onblur: ({ target }) => (target.value = this.page.draft.scenario.slate_size) });
  }

  day({ as_of }) {
    const field = element("input", { type: "date", max: today(), dataset: { focus: "day" } });
    field.value = as_of ?? "";
    const keep = () => {
      const day = field.value || null;
      if (field.validity.badInput || day === this.page.draft.scenario.as_of) return;
      const last = this.page.draft.scenario.bought.map((each) => each.on).filter(Boolean).sort().at(-1);
      if (day > today()) this.say("That day is still to come; choose one up to today.");
      else if (day && last > day) this.say(`Something was bought on ${saidOn(last)}; choose that day or a later one.`);
      else {
        this.say("");
        this.page.draft.change({ as_of: day });
      }
    };
    field.addEventListener("blur", afterwards(keep));
    field.addEventListener("keydown", (event) => event.key === "Enter" && keep());
    return field;
  }

  // Context: one row a fact; a row without its name waits here until it has one.

  context({ shopper }) {
    const rows = Object.entries(shopper).map(([name, value], at) => this.fact(name, value, at));
    if (this.unfinished) rows.push(this.fact("", "", rows.length));
    const keys = Object.keys(this.offered.context).filter((each) => !(each in shopper));
    return [
      element("div", { class: "rows" }, rows),
      offering("keys-of-context", keys.map(readable)),
      element("div", { class: "chips" }, ...keys.slice(0, 3).map((key) =>
        element("button", { type: "button", class: "chip", dataset: { focus: `key:${key}` }, onclick: () => this.begin(key) }, icon("plus"), readable(key))),
      element("button", { type: "button", class: "chip", dataset: { focus: "key:any" }, onclick: () => this.begin("") }, icon("plus"), "Add a detail")),
    ];
  }

  begin(key) {
    if (key) this.page.draft.change({ shopper: { ...this.page.draft.scenario.shopper, [key]: "" } });
    else {
      this.unfinished = true;
      this.draw();
    }
    const row = [...this.node.querySelectorAll(".rows > div")].at(-1);
    row.querySelector(key ? ".value" : ".key").focus();
  }

  fact(name, value, at) {
    const nested = typeof value === "object" && value !== null;
    const list = `values-of-${at}`;
    return element("div", {},
      element("input", { class: "key", value: readable(name), maxlength: 64, placeholder: "such as Country", list: "keys-of-context", "aria-label": "What is known", dataset: { focus: `fact:${at}:name` }, onchange: afterwards((said) => this.rename(at, this.keyOf(said.trim()))) }),
      element("input", { class: "value", value: nested ? JSON.stringify(value) : String(value ?? ""), maxlength: 200, list, readonly: nested, "aria-label": name ? `${readable(name)} is` : "What it is", dataset: { focus: `fact:${at}:value` }, oninput: ({ target }) => this.refill(at, target.value) }),
      offering(list, this.offered.context[name] ?? []),
      element("button", { type: "button", "aria-label": `Remove: ${readable(name) || "unfinished"}`, title: "Remove", dataset: { focus: `fact:${at}:away fact:${at - 1}:away key:any` }, onclick: () => this.rename(at, "") }, icon("close")));
  }

  // As the files call it, where they know it already.
  keyOf(said) {
    const known = [...Object.keys(this.page.draft.scenario.shopper), ...Object.keys(this.offered.context)];
    return known.find((each) => each === said || readable(each) === said) ?? said;
  }

  rename(at, name) {
    const facts = Object.entries(this.page.draft.scenario.shopper);
    if (at === facts.length) facts.push(["", this.node.querySelectorAll(".rows .value")[at]?.value ?? ""]);
    if (facts.some(([each], position) => each === name && position !== at)) return this.draw();
    this.unfinished = false;
    const renamed = facts.map(([each, value], position) => [position === at ? name : each, value]).filter(([each]) => each);
    this.page.draft.change({ shopper: Object.fromEntries(renamed) });
  }

  refill(at, text) {
    const facts = Object.entries(this.page.draft.scenario.shopper);
    if (at === facts.length) return;
    const [name, before] = facts[at];
    facts[at] = [name, plainOf(text, before)];
    this.page.draft.change({ shopper: Object.fromEntries(facts) }, `shopper:${name}`);
  }

  // Tags and owner

  tags({ tags }) {
    const field = element("input", { placeholder: "Add a tag", maxlength: 64, list: "known-tags", "aria-label": "Add a tag", dataset: { focus: "tag" } });
    const add = (said) => {
      const tag = said.trim();
      if (tag && !tags.includes(tag)) this.page.draft.change({ tags: [...tags, tag] });
      field.value = "";
    };
    field.addEventListener("change", afterwards(add));
    field.addEventListener("input", () => this.offered.tags.includes(field.value) && !tags.includes(field.value) && add(field.value));
    const chips = tags.map((tag, at) => element("button", {
      type: "button", class: "chip chosen", "aria-label": `Remove the tag ${tag}`, dataset: { focus: `tag:${at} tag:${at - 1} tag` },
      onclick: () => this.page.draft.change({ tags: tags.filter((each) => each !== tag) }),
    }, element("span", {}, tag), icon("close")));
    return [element("div", { class: "chips" }, chips), field, offering("known-tags", this.offered.tags.filter((each) => !tags.includes(each)))];
  }

  owner({ owner }) {
    return [
      element("input", { value: owner ?? "", maxlength: 200, placeholder: "Who looks after it", list: "known-owners", dataset: { focus: "owner" }, oninput: ({ target }) => this.page.draft.change({ owner: target.value.trim() ? target.value : null }, "owner") }),
      offering("known-owners", this.offered.owners),
    ];
  }
}

const readable = (name) => name.replaceAll("_", " ").replace(/^./, (first) => first.toUpperCase());

// A number or a yes stays what it was; text that reads as a number is one.
function plainOf(text, before) {
  if (typeof before === "boolean" && ["true", "false"].includes(text)) return text === "true";
  return text !== "" && String(Number(text)) === text && Number.isFinite(Number(text)) ? Number(text) : text;
}

const labelled = (label, field) => element("label", { class: "labelled" }, element("span", {}, label), field);

const offering = (id, values) => element("datalist", { id }, values.map((value) => element("option", { value })));
