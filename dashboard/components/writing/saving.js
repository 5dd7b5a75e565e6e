// Saving: one button, a word on what changed, a receipt.

import { Refused, send } from "../tile/address.js";
import { element } from "../tile/element.js";
import { commandOf } from "../tile/keys.js";
import { showPictures } from "../tile/pictures.js";
import { sentenceOf } from "../studio/trouble.js";
import { compare, makeChanges, messageOf } from "./changes.js";
import { openConflict } from "./conflict.js";
import { expectationsOf } from "./expectations.js";
import { broughtBack } from "./history.js";
import { Meanwhile } from "./meanwhile.js";
import { clock, day } from "./moments.js";
import { blanksIn, isBlank } from "../studio/draft.js";
import { openPopover } from "./popover.js";

const BETWEEN = 20_000;

// `parts`: {root, products (by id), reading (whether this person may only look), heading, rail,
// fill(at), which leads to the product missing there}.
export const makeSaving = (draft, parts) => new Saving(draft, parts).node;

class Saving {
  constructor(draft, parts) {
    Object.assign(this, { draft, parts, busy: false, popover: null });
    this.receipt = element("p", { class: "receipt", role: "status" });
    this.button = element("button", { type: "button", class: "primary save", "aria-keyshortcuts": "Control+S Meta+S", onclick: () => this.open() }, "Save");
    this.meanwhile = new Meanwhile(this);
    this.node = element("div", { class: "saving", hidden: Boolean(parts.reading) }, this.receipt, this.button, this.meanwhile.node);
    for (const name of ["change", "saved"]) draft.addEventListener(name, () => this.draw());
    draft.addEventListener("change", () => this.say(""));
    this.listen();
    this.draw();
    this.meanwhile.look();
  }

  // Why there is nothing to save, or nothing.
  get reason() {
    const { dirty, version } = this.draft;
    if (this.busy) return "It is being saved";
    if (dirty) return "";
    return version ? "Everything is saved" : "Nothing is written yet";
  }

  // What is missing before it can be saved: a sentence, and the way to where it is missing.
  get lacking() {
    const { bought, expectations, title } = this.draft.scenario;
    if (!title.trim()) return ["Give this shopper a title.", () => this.parts.heading.title.focus()];
    const blank = bought.findIndex((each) => isBlank(each.product_id));
    if (blank >= 0) return ["Choose a product for the blank.", () => this.parts.fill(blank)];
    const at = expectations.findIndex((each) => blanksIn({ bought: [], expectations: [each] }).length);
    if (at < 0) return null;
    return [`Choose ${blanksIn({ bought: [], expectations: [expectations[at]] })[0]}.`, () => this.show((list) => list.edit(at))];
  }

  draw() {
    this.button.setAttribute("aria-disabled", String(Boolean(this.reason)));
    this.button.title = this.reason || this.lacking?.[0] || "Ctrl S";
    this.button.textContent = this.busy ? "Saving …" : "Save";
  }

  say(sentence, kind = "quiet") {
    this.receipt.className = `receipt ${kind}`;
    this.receipt.textContent = sentence;
  }

  listen() {
    const heard = {
      keydown: (event) => {
        if (commandOf(event) !== "s") return;
        event.preventDefault();
        if (this.popover) this.form.requestSubmit();
        else this.open();
      },
      focus: () => this.meanwhile.look(),
      visibilitychange: () => this.meanwhile.look(),
    };
    const timer = setInterval(() => this.node.isConnected && this.meanwhile.look(), BETWEEN);
    for (const [name, act] of Object.entries(heard)) {
      const target = name === "focus" ? window : document;
      const once = (event) => {
        if (this.node.isConnected) return act(event);
        clearInterval(timer);
        target.removeEventListener(name, once);
      };
      target.addEventListener(name, once);
    }
  }

  // The word on what changed

  async open() {
    if (this.parts.root.querySelector("dialog[open]")) return;
    if (!(await expectationsOf(this.draft).finish())) return this.lead("Finish this expectation, or cancel it.", () => this.show((list) => list.form.focus()));
    if (this.reason) return this.say(`${this.reason}.`);
    if (this.lacking) return this.lead(...this.lacking);
    this.button.focus();
    const field = element("input", { type: "text", maxlength: 300, autofocus: true, "aria-label": "Say what you changed", value: this.message ?? this.usual() });
    const changed = element("div", { class: "changed" });
    this.form = element("form", { class: "telling", "aria-label": "Save", onsubmit: (event) => this.submit(event, field.value) },
      element("label", {}, element("span", {}, "Say what you changed"), field),
      changed,
      element("div", { class: "buttons" }, element("button", { type: "submit", class: "primary" }, "Save it"),
        element("button", { type: "button", onclick: () => this.popover.close() }, "Cancel")));
    this.popover = openPopover(this.form, this.button, () => (this.popover = null));
    field.select();
    this.tell(field, changed);
  }

  // To where something is missing.
  lead(sentence, go) {
    go();
    this.say(sentence, "careful");
  }

  show(act) {
    this.parts.rail.show("expect");
    act(expectationsOf(this.draft));
  }

  usual() {
    const { scenario, version } = this.draft;
    if (!version) return `Add “${scenario.title.trim()}”`;
    const moment = broughtBack(this.draft);
    return moment ? `Bring back the version of ${day(new Date(moment))}` : `Change “${scenario.title.trim()}”`;
  }

  async tell(field, changed) {
    const { filed, scenario, version } = this.draft;
    if (!version) return;
    const before = field.value;
    try {
      const answer = await compare(filed, scenario);
      changed.replaceChildren(makeChanges(answer.changes, answer.products));
      showPictures(changed);
      if (field.value !== before || this.message || broughtBack(this.draft) || !answer.changes.length) return;
      field.value = messageOf(answer.changes, answer.products).slice(0, 300);
      field.select();
    } catch (error) {
      changed.replaceChildren(element("p", { class: "quiet" }, sentenceOf(error)));
    }
  }

  submit(event, message) {
    event.preventDefault();
    this.popover.close();
    this.save(message.trim());
  }

  // `scenario` and `version` are those of the draft, but where a conflict was settled.
  async save(message, scenario = this.draft.scenario, version = this.draft.version) {
    Object.assign(this, { message, busy: true });
    this.say("");
    this.draw();
    try {
      const { id, version: stands, note } = await send("/api/scenarios", { scenario, version, message });
      this.message = undefined;
      this.busy = false;
      this.draft.saved({ ...scenario, id }, stands);
      this.say(note || `Saved and recorded, ${clock(new Date())}`, note ? "careful" : "done");
    } catch (error) {
      this.busy = false;
      this.fail(error, scenario);
    }
    this.draw();
  }

  fail(error, scenario) {
    if (error instanceof Refused && error.status === 409) return this.settle(error.answer.theirs, scenario, error.answer.products);
    const sentence = sentenceOf(error);
    const kept = this.draft.unkept ? "what you wrote stands on this page" : "what you wrote is kept in this browser";
    if (error instanceof Refused) this.say(`Not saved. ${sentence}`, "careful");
    else this.say(`Not saved yet, the server cannot be reached; ${kept}.`, "careful");
  }

  settle(theirs, mine, products = {}) {
    this.meanwhile.hide();
    Object.assign(this.parts.products, products);
    openConflict({
      root: this.parts.root, draft: this.draft, theirs, mine, products: this.parts.products, say: (...said) => this.say(...said),
      save: (scenario, version, message = this.message ?? "") => this.save(message, scenario, version),
    });
  }
}
