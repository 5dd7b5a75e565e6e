// What people say to each other about the shopper on screen: a drawer beside the slates.

import { Away, read } from "../tile/address.js";
import { element, icon } from "../tile/element.js";
import { showPictures } from "../tile/pictures.js";
import { Outbox } from "../review/outbox.js";
import { makeCalling, withNames } from "./calling.js";
import { makeComment } from "./comment.js";
import { isSheet, Placing } from "./placing.js";
import { drawSubject, sameSubject, subjectInWords } from "./subject.js";
import { Drafts } from "./drafts.js";
import { Seen } from "./seen.js";
import { makeThread } from "./thread.js";
import { withWaiting } from "./waiting.js";

// Gives `button`, which opens the drawer on what `pointed()` gives and counts what is new in it;
// `open(about)` and `close()`: {column, product}, either of them null; `show({scenario, title,
// threads, products})` to say which shopper is looked at; `hear(scenario, threads)` what is known now.
// `unsaid(remark, sentence)` is told what could not be taken while the drawer is shut, and
// `speech(text, safe)` what waits to be sent, and whether this browser keeps it meanwhile. `people`:
// whom one may call; `comments()`: what was said with verdicts on the shopper looked at; `pinned` is
// told the products that are talked about there.
export const makeTalk = (parts) => new Talk(parts);

class Talk {
  constructor(parts) {
    Object.assign(this, parts, { about: { column: null, product: null }, said: new Map() });
    const name = `vitrine:${this.person}:${this.release}:${this.revision}:talk`;
    this.callable = this.people.filter(({ id }) => id !== this.person);
    this.drafts = new Drafts(`vitrine-words:${this.person}:${this.release}`);
    this.seen = new Seen(this);
    this.button = element("button", { type: "button", class: "talking", "aria-haspopup": "dialog", title: "Talk (t)", onclick: () => this.open(this.pointed()) });
    this.node = element("div", { class: "talk", popover: "manual", role: "dialog", tabindex: "-1", "aria-label": "Talk about this shopper" });
    this.node.addEventListener("keydown", (event) => this.key(event));
    this.placing = new Placing(this.root, this.node);
    this.outbox = new Outbox({
      name,
      settled: (_key, stored) => this.settle(stored),
      conflict: (_key, _stored, mine, sentence) => this.refused(mine, sentence),
      adrift: () => {},
      state: (text, _cause, safe) => this.waits(text, safe),
      fits: (_key, { scenario, deed, text }) => [scenario, deed, text].every((each) => typeof each === "string"),
    });
    this.outbox.flush();
    this.drawButton();
  }

  show({ scenario, title, threads, products }) {
    if (this.scenario !== scenario) this.close();
    Object.assign(this, { scenario, title, products });
    if (!this.said.has(scenario)) this.said.set(scenario, threads ?? []);
    this.drawButton();
  }

  get threads() {
    return withWaiting(this.said.get(this.scenario) ?? [], this.outbox.waiting, this.scenario);
  }

  get shown() {
    return this.node.matches(":popover-open");
  }

  async open({ column = null, product = null }) {
    if (!this.scenario || this.shown) return;
    const { scenario } = this;
    this.back = this.root.getRootNode().activeElement;
    this.pointing = { column, product };
    this.about = { column: product ? null : column, product };
    this.root.append(this.node);
    this.node.showPopover();
    this.draw();
    this.placing.open(product);
    // A finger's keyboard would cover the picture; it comes when the field is touched.
    (isSheet() ? this.node : this.field).focus({ preventScroll: true });
    await this.refresh();
    if (this.shown) this.seen.tellOf(scenario, this.threads);
  }

  close() {
    if (!this.shown) return;
    this.leave();
    this.node.hidePopover();
    this.placing.close();
    this.seen.all(this.scenario, this.threads);
    this.drawButton();
  }

  // The browser takes the focus out of what is hidden a moment too late for the next key.
  leave() {
    const focused = this.node.getRootNode().activeElement;
    if (!this.node.contains(focused)) return;
    focused.blur();
    this.back?.focus();
  }

  async refresh() {
    const { scenario } = this;
    try {
      const { threads } = await read(`/api/releases/${this.release}/threads?scenario=${encodeURIComponent(scenario)}`);
      this.hear(scenario, threads);
    } catch (error) {
      if (!(error instanceof Away) && !error.status) throw error;
      this.tell(error.message);
    }
  }

  hear(scenario, threads) {
    const before = JSON.stringify(this.said.get(scenario));
    this.said.set(scenario, threads);
    if (scenario !== this.scenario || before === JSON.stringify(threads)) return;
    this.drawButton();
    if (this.shown) this.drawThreads();
  }

  // Saying something

  say(deed, text, thread = null, mentions = []) {
    const content = {
      person: this.person, revision: this.revision, scenario: this.scenario, key: makeKey(), deed, text, thread, mentions,
      column: thread ? null : this.about.column, product: thread ? null : this.about.product,
    };
    this.outbox.put(content.key, { address: `/api/releases/${this.release}/remarks`, shopper: this.title, content });
    this.drawThreads();
    this.drawButton();
  }

  settle({ scenario, threads }) {
    this.said.set(scenario, threads);
    if (scenario !== this.scenario) return;
    this.drawButton();
    if (this.shown) this.drawThreads();
  }

  // What could not be taken goes back to where it was written.
  refused(mine, sentence) {
    if (mine.deed === "said") this.drafts.put(draftName(mine.scenario, mine.thread), mine.text);
    if (!this.shown) return this.unsaid(mine, sentence);
    this.draw();
    this.tell(sentence);
  }

  // What is drawn

  drawButton() {
    const threads = this.threads;
    const open = threads.filter((each) => !each.resolved).length;
    const news = threads.filter((each) => this.seen.isNew(this.scenario, each)).length;
    this.pinned(new Set(threads.filter((each) => !each.resolved && each.product).map((each) => each.product)));
    const words = news ? `Talk: ${open} open, ${news} new` : open ? `Talk: ${open} open` : "Talk";
    this.button.setAttribute("aria-label", words);
    this.button.classList.toggle("new", news > 0);
    this.button.replaceChildren(icon("comment"), element("span", {}, element("span", { class: "word" }, "Talk"), open ? ` ${open}` : ""),
      news ? element("span", { class: "fresh" }, `${news} new`) : "");
  }

  draw() {
    this.field = this.makeField(draftName(this.scenario, null), `About ${subjectInWords(this.about, this.products)}`);
    this.list = element("div", { class: "threads", onpointerdown: () => this.press() });
    this.list.addEventListener("click", () => { this.pressed = false; }, { capture: true });
    this.status = element("p", { class: "status", role: "status" });
    this.node.replaceChildren(
      element("header", {},
        element("h2", {}, "Talk"),
        element("p", { class: "quiet" }, this.title),
        element("button", { type: "button", class: "shut", "aria-label": "Close", onclick: () => this.close() }, icon("close"))),
      this.list,
      element("form", { class: "say", onsubmit: (event) => this.submit(event) },
        drawSubject(this.about, this.pointing, this.products, (about) => this.turn(about)),
        makeCalling(this.field, this.callable),
        this.status,
        element("div", { class: "acts" },
          element("span", { class: "quiet" }, "Ctrl + Enter sends"),
          element("button", { type: "submit", class: "main" }, "Send"))));
    this.drawThreads();
  }

  turn(about) {
    this.about = about;
    this.draw();
    this.field.focus();
  }

  drawThreads() {
    this.due = this.pressed;
    if (this.pressed) return;
    const near = (each) => sameSubject(each, this.about);
    const open = this.threads.filter((each) => !each.resolved);
    const here = open.filter(near);
    const elsewhere = open.filter((each) => !near(each));
    const done = this.threads.filter((each) => each.resolved);
    const whole = !this.about.column && !this.about.product;
    const comments = this.comments();
    const [close, far] = [comments.filter(near), comments.filter((each) => !near(each))].map((all) => all.map((each) => this.comment(each)));
    this.list.replaceChildren(
      ...part("", [...here.map((each) => this.thread(each)), ...close]),
      ...part(here.length || close.length || !whole ? "Also about this shopper" : "", [...elsewhere.map((each) => this.thread(each)), ...far]),
      ...this.resolved(done));
    if (!this.threads.length && !comments.length)
      this.list.append(element("p", { class: "nothing quiet" }, "Nobody has said anything here yet. Ask, or say what you see."));
    showPictures(this.list);
  }

  // A button under a finger or a mouse that is down stays until it is let go: drawn anew in
  // between, it would not hear the click.
  press() {
    this.pressed = true;
    const letGo = () => setTimeout(() => {
      this.pressed = false;
      if (this.due && this.shown) this.drawThreads();
    });
    for (const name of ["pointerup", "pointercancel"]) addEventListener(name, letGo, { once: true });
  }

  resolved(threads) {
    if (!threads.length) return [];
    const opened = this.list.querySelector("details")?.open || threads.some((each) => this.seen.isNew(this.scenario, each));
    return [element("details", { open: opened }, element("summary", {}, `${threads.length} resolved`), threads.map((each) => this.thread(each)))];
  }

  thread(thread) {
    return makeThread(thread, {
      products: this.products,
      isNew: (remark) => this.seen.isNewRemark(this.scenario, remark),
      words: (text) => withNames(text, this.people),
      act: (deed) => this.say(deed, "", thread.id),
      field: () => this.makeField(draftName(this.scenario, thread.id), "Your answer"),
      calling: (field) => makeCalling(field, this.callable),
      answer: (text, called) => {
        this.drafts.drop(draftName(this.scenario, thread.id));
        this.say("said", text, thread.id, [...called]);
      },
      answering: this.answering === thread.id,
      begin: (yes) => {
        this.answering = yes ? thread.id : null;
        this.drawThreads();
        this.list.querySelector(`[data-thread="${thread.id}"] ${yes ? "textarea" : "button"}`)?.focus();
      },
    });
  }

  comment(comment) {
    return makeComment(comment, { products: this.products, answer: () => this.turn({ column: comment.column, product: comment.product }) });
  }

  makeField(name, label) {
    const field = element("textarea", { rows: "3", maxlength: "4000", "aria-label": label, placeholder: label });
    field.value = this.drafts.read(name);
    field.addEventListener("input", () => this.drafts.put(name, field.value));
    return field;
  }

  submit(event) {
    event.preventDefault();
    const text = this.field.value.trim();
    if (!text) return this.tell("Write a few words first.");
    this.field.value = "";
    this.drafts.drop(draftName(this.scenario, null));
    this.tell("");
    this.say("said", text, null, [...this.field.called]);
    this.field.called.clear();
    this.field.focus();
  }

  waits(text, safe) {
    const kept = safe ? "Your words are safe in this browser and are sent again by themselves." : "Don’t close the page before they are sent.";
    this.tell(text && `${text} ${kept}`);
    this.speech(text, safe);
  }

  tell(text) {
    if (this.status) this.status.textContent = text;
  }

  key(event) {
    event.stopPropagation();
    if (event.key === "Escape") this.close();
    else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) event.target.form?.requestSubmit();
    else return;
    event.preventDefault();
  }
}

function part(heading, nodes) {
  if (!nodes.length) return [];
  return [heading ? element("h3", {}, heading) : "", ...nodes];
}

const draftName = (scenario, thread) => `${scenario}|${thread ?? ""}`;

// Its own sign for each remark; crypto.randomUUID is not there on a plain http address.
function makeKey() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((each) => each.toString(16).padStart(2, "0")).join("");
}
