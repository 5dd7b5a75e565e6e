// What was bought, as a strip of pictures in time: added to, thinned, put in order, counted, dated.

import { element, icon } from "../tile/element.js";
import { pictureBox } from "../tile/tile.js";
import { showPictures } from "../tile/pictures.js";
import { signed } from "../writing/moments.js";
import { openPopover } from "../writing/popover.js";
import { isBlank, wordsOf } from "./draft.js";
import { carry } from "./dragging.js";
import { Press } from "./press.js";
import { afterwards, focusAgain, redraw } from "./redrawing.js";
import { dated, moved, saidOn, today } from "./timeline.js";

const MOST = 9999;

export class Basket {
  constructor(page) {
    this.page = page;
    this.row = element("div", { class: "row", "aria-label": "Bought before" });
    this.line = element("p", { class: "quiet line", role: "status" });
    this.press = new Press(this.row);
    this.node = element("section", { class: "past", "aria-label": "Bought before" },
      element("header", {}, element("h3", {}, "Bought before"), this.line), this.row);
    this.row.addEventListener("keydown", (event) => this.key(event));
  }

  get bought() {
    return this.page.draft.scenario.bought;
  }

  draw() {
    this.press.after("draw", () => this.drawNow());
  }

  drawNow() {
    const entries = this.bought.map((each, at) => this.entry(each, at));
    redraw(this.row, ...(entries.length ? [...entries, this.adding()] : [this.page.starting()]));
    this.row.setAttribute("role", entries.length ? "list" : "group");
    this.row.classList.toggle("nothing", !entries.length);
    this.say(this.usual());
    showPictures(this.row);
  }

  showLast() {
    this.row.querySelector(".adding")?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  usual() {
    return this.bought.length < 2 ? "" : "Oldest first";
  }

  say(sentence) {
    this.line.textContent = sentence;
  }

  adding() {
    return element("div", { role: "listitem" }, element("button", { type: "button", class: "adding", dataset: { focus: "adding" }, onclick: () => this.page.find() },
      element("span", { class: "box" }, icon("plus")), element("span", {}, "Add products")));
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
      element("div", { class: "about" },
        element("span", { class: "title" }, blank ? "Choose one" : name),
        ...(blank ? [] : [this.day(each, at, name), this.amount(each, at, name)])));
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

  // What is typed counts when it is left or confirmed; a day chosen with the mouse counts at once.
  askDay(button, each, at) {
    const latest = this.page.draft.scenario.as_of ?? today();
    const field = element("input", { type: "date", max: latest, autofocus: true, "aria-label": "Bought on" });
    field.value = each.on ?? "";
    let typing = false;
    const take = () => !field.validity.badInput && (field.value || null) !== each.on && this.press.after("date", () => this.date(each, field.value || null, latest));
    const form = element("form", { class: "when", "aria-label": "When it was bought" }, field,
      element("button", { type: "button", onclick: () => {
        field.value = "";
        popover.close();
      } }, "No date"));
    const popover = openPopover(form, button, () => take());
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      popover.close();
    });
    field.addEventListener("keydown", (event) => {
      typing = true;
      if (event.key === "Escape") field.value = each.on ?? "";
      if (event.key !== "Enter") return;
      event.preventDefault();
      popover.close();
    });
    field.addEventListener("pointerdown", () => (typing = false));
    field.addEventListener("change", () => typing || popover.close());
  }

  date(each, on, latest) {
    const at = this.bought.findIndex(({ product_id, on: before }) => product_id === each.product_id && before === each.on);
    if (at < 0) return;
    if (on > latest) return this.say(`Nothing is bought after ${saidOn(latest)}, the day of this scenario.`);
    const placed = dated(this.bought, at, on);
    this.page.draft.change({ bought: placed.bought });
    focusAgain(this.row, [`day:${placed.at}`]);
  }

  // Quantity

  amount(each, at, name) {
    const step = (shape, label, by) => element("button", {
      type: "button", "aria-label": `${label}: ${name}`, title: label, disabled: !between(each.quantity + by), dataset: { focus: `${shape}:${at} amount:${at}` },
      onclick: () => this.count(at, this.bought[at].quantity + by),
    }, icon(shape));
    const field = element("input", { inputmode: "numeric", value: each.quantity, size: 2, maxlength: 4, "aria-label": `How many: ${name}`, dataset: { focus: `amount:${at}` } });
    const later = afterwards((said) => this.count(at, Number(said)));
    field.addEventListener("change", (event) => (this.press.on ? this.count(at, Number(field.value)) : later(event)));
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
    if (!this.page.reading) carry(event, this.row, node, [...this.row.querySelectorAll(".owned")], (from, to) => {
      this.press.end();
      this.move(from, to);
    });
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
