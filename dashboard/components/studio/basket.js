// What was bought, as a strip of pictures in time: added to, thinned, put in order, counted, dated.

import { element, icon } from "../tile/element.js";
import { pictureBox } from "../tile/tile.js";
import { showPictures } from "../tile/pictures.js";
import { signed } from "../writing/moments.js";
import { isBlank, wordsOf } from "./draft.js";
import { carry } from "./dragging.js";
import { afterwards, focusAgain, redraw } from "./redrawing.js";
import { dated, moved, saidOn, today } from "./timeline.js";

const MOST = 9999;

export class Basket {
  constructor(page) {
    this.page = page;
    this.row = element("div", { class: "row", role: "list", "aria-label": "Bought before" });
    this.line = element("p", { class: "quiet line", role: "status" });
    this.node = element("section", { class: "past", "aria-label": "Bought before" },
      element("header", {}, element("h3", {}, "Bought before"), this.line), this.row);
    this.row.addEventListener("keydown", (event) => this.key(event));
  }

  get bought() {
    return this.page.draft.scenario.bought;
  }

  draw() {
    const entries = this.bought.map((each, at) => this.entry(each, at));
    redraw(this.row, ...(entries.length ? [...entries, this.adding()] : [this.page.starting()]));
    this.row.classList.toggle("nothing", !entries.length);
    this.say(this.usual());
    showPictures(this.row);
  }

  showLast() {
    this.row.querySelector(".adding")?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  usual() {
    if (this.bought.length < 2 || this.page.reading) return "";
    return `Oldest first.${this.bought.some((each) => each.on) ? " A dated product that is moved takes the nearest date that fits." : ""}`;
  }

  say(sentence) {
    this.line.textContent = sentence;
  }

  adding() {
    return element("button", { type: "button", class: "adding", dataset: { focus: "adding" }, onclick: () => this.page.find() },
      element("span", { class: "box" }, icon("plus")), element("span", {}, "Add products"));
  }

  entry(each, at) {
    const blank = isBlank(each.product_id);
    const product = blank ? null : this.page.product(each.product_id);
    const name = blank ? wordsOf(each.product_id) : product.title;
    const open = () => (blank ? this.page.fill(at) : this.page.open(each.product_id, this.bought.map(({ product_id }) => product_id)));
    const node = element("div", { class: `owned${blank ? " blank" : ""}${at === this.page.filling ? " filling" : ""}`, role: "listitem", dataset: { product: each.product_id, at } },
      element("button", {
        type: "button", class: "face", dataset: { focus: `owned:${at}`, at }, onclick: open, onpointerdown: (event) => this.carry(event, node),
        "aria-label": blank ? `Choose ${name}` : `${name}. ${saidOn(each.on)}`, title: blank ? "Choose the product that belongs here" : this.told(each.product_id, name),
      }, blank ? element("span", { class: "box" }, element("span", {}, name)) : pictureBox(product)),
      element("button", { type: "button", class: "away", "aria-label": `Remove: ${name}`, title: "Remove", dataset: { focus: `away:${at} owned:${at}` }, onclick: () => this.remove(at) }, icon("close")),
      element("span", { class: "title" }, blank ? "Choose one" : name),
      ...(blank ? [] : [this.day(each, at, name), this.amount(each, at, name)]));
    return node;
  }

  // Its name, and who added it where that is known of the file as it was opened.
  told(id, name) {
    const added = this.page.opened?.added.bought[id];
    return added ? `${name}. Added by ${signed(added)}` : name;
  }

  // Day

  day(each, at, name) {
    return element("button", {
      type: "button", class: each.on ? "day" : "day none", dataset: { focus: `day:${at}` }, "aria-label": `When: ${name}, ${saidOn(each.on) || "no date"}`,
      onclick: (event) => this.askDay(event.currentTarget, each, at),
    }, saidOn(each.on) || "No date");
  }

  askDay(button, each, at) {
    const latest = this.page.draft.scenario.as_of ?? today();
    const field = element("input", { type: "date", class: "when", max: latest, "aria-label": "Bought on", dataset: { focus: `day:${at}` } });
    field.value = each.on ?? "";
    let typing = false, done = false;
    const finish = (keep) => {
      if (done) return;
      done = true;
      const focused = field.getRootNode().activeElement === field;
      field.replaceWith(button);
      if (focused) button.focus();
      if (keep && (field.value || null) !== each.on) this.date(at, field.value || null, latest, focused);
    };
    field.addEventListener("keydown", (event) => {
      event.stopPropagation();
      typing = true;
      if (!["Enter", "Escape"].includes(event.key)) return;
      event.preventDefault();
      finish(event.key === "Enter");
    });
    field.addEventListener("pointerdown", () => (typing = false));
    field.addEventListener("change", () => typing || finish(true));
    field.addEventListener("blur", afterwards(() => finish(!field.validity.badInput)));
    button.replaceWith(field);
    field.focus();
  }

  date(at, on, latest, focused) {
    if (on > latest) return this.say(`Nothing is bought after ${saidOn(latest)}, the day of this scenario.`);
    const placed = dated(this.bought, at, on);
    this.page.draft.change({ bought: placed.bought });
    if (focused) focusAgain(this.row, [`day:${placed.at}`]);
  }

  // Quantity

  amount(each, at, name) {
    const step = (shape, label, by) => element("button", {
      type: "button", "aria-label": `${label}: ${name}`, title: label, disabled: !between(each.quantity + by), dataset: { focus: `${shape}:${at} amount:${at}` },
      onclick: () => this.count(at, each.quantity + by),
    }, icon(shape));
    const field = element("input", { inputmode: "numeric", value: each.quantity, size: 2, maxlength: 4, "aria-label": `How many: ${name}`, dataset: { focus: `amount:${at}` } });
    field.addEventListener("change", afterwards((said) => this.count(at, Number(said))));
    return element("span", { class: each.quantity > 1 ? "amount several" : "amount" },
      step("minus", "One less", -1), field, step("plus", "One more", 1));
  }

  count(at, quantity) {
    if (!between(quantity)) this.draw();
    else this.replace(this.bought.with(at, { ...this.bought[at], quantity }));
  }

  // Order

  remove(at) {
    this.replace(this.bought.filter((_, position) => position !== at));
    focusAgain(this.row, [`owned:${at}`, `owned:${at - 1}`]);
  }

  move(from, to) {
    if (to < 0 || to >= this.bought.length) return;
    const before = this.bought[from].on;
    this.replace(moved(this.bought, from, to));
    const after = this.bought[to].on;
    if (before !== after) this.say(`Its date is now ${saidOn(after)}, so that the strip stays in the order of time.`);
    focusAgain(this.row, [`owned:${to}`]);
    this.row.querySelector(`[data-at="${to}"]`)?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  replace(bought) {
    this.page.draft.change({ bought });
  }

  carry(event, node) {
    if (!this.page.reading) carry(event, this.row, node, [...this.row.querySelectorAll(".owned")], (from, to) => this.move(from, to));
  }

  key(event) {
    const face = event.target.closest(".face");
    if (!face || event.ctrlKey || event.metaKey) return;
    const at = Number(face.dataset.at);
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const removes = ["Delete", "Backspace"].includes(event.key);
    if ((!by && !removes) || ((removes || event.altKey) && this.page.reading)) return;
    event.preventDefault();
    if (removes) this.remove(at);
    else if (event.altKey) this.move(at, at + by);
    else this.row.querySelector(`.face[data-at="${at + by}"]`)?.focus();
  }
}

const between = (quantity) => Number.isInteger(quantity) && quantity >= 1 && quantity <= MOST;
