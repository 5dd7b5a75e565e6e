// Finding products by eye: words, chips, an order, pages of pictures that follow as one scrolls.

import { read } from "../tile/address.js";
import { element, icon } from "../tile/element.js";
import { meantBy } from "../tile/keys.js";
import { tile } from "../tile/tile.js";
import { showPictures } from "../tile/pictures.js";
import { Facets } from "./facets.js";
import { sentenceOf } from "./trouble.js";

const SHAPES = 12;
// Milliseconds until it is asked again what looks alike while pictures are still being compared.
const AGAIN = 1500;
const ORDERS = [["best", "Best match"], ["sold", "Best sellers"], ["new", "Newest"], ["price", "Lowest price"], ["-price", "Highest price"]];

export class Finder {
  constructor(page) {
    Object.assign(this, { page, chosen: new Set(), like: null, asked: 0, next: null });
    this.field = element("input", { type: "search", placeholder: "Find a product", "aria-label": "Find a product", autocomplete: "off", spellcheck: "false", oninput: () => this.find() });
    this.order = element("select", { "aria-label": "In which order", onchange: () => this.find() }, ORDERS.map(([value, title]) => element("option", { value }, title)));
    this.facets = new Facets(this.chosen, () => this.find());
    this.alike = element("div", { class: "alike" });
    this.found = element("p", { class: "quiet found", role: "status" });
    this.results = element("div", { class: "results" }, shapes(SHAPES));
    this.scroller = element("div", { class: "scroller", onscroll: () => this.follow() }, this.results);
    this.node = element("div", { class: "finder" },
      element("label", { class: "search" }, icon("search"), this.field, element("kbd", { "aria-hidden": "true" }, "/")),
      this.alike, this.facets.node, element("div", { class: "order" }, this.found, this.order), this.scroller);
    this.field.addEventListener("keydown", (event) => this.leaveField(event));
    this.results.addEventListener("keydown", (event) => this.walk(event));
    this.results.addEventListener("focusin", (event) => this.rove(event.target.closest(".tile")));
    this.results.addEventListener("contextmenu", (event) => {
      const product = event.target.closest(".found-one")?.querySelector(".tile").dataset.product;
      if (!product) return;
      event.preventDefault();
      this.open(product);
    });
  }

  focus(words) {
    if (words !== undefined) {
      this.field.value = words;
      this.find();
    }
    this.field.focus();
    this.field.select();
  }

  // Words that somebody else chose: where they find nothing, everything is shown.
  async suggest(words) {
    this.focus(words);
    await this.finding;
    if (this.field.value === words && words && !this.results.querySelector(".tile")) this.focus("");
  }

  // Fills the finder with what is like one product; by: look or bought.
  findLike(product, by) {
    this.like = { product, by };
    this.field.value = "";
    this.chosen.clear();
    this.find();
    this.scroller.scrollTop = 0;
  }

  question(from = 0) {
    const asked = new URLSearchParams({ words: this.field.value, sort: this.order.value, from });
    for (const each of this.chosen) asked.append("facet", each);
    if (this.like) {
      asked.set("like", this.like.product.id);
      asked.set("by", this.like.by);
    }
    return `/api/products?${asked}`;
  }

  find() {
    this.finding = this.look();
    return this.finding;
  }

  async look() {
    const turn = ++this.asked;
    this.drawAlike();
    this.nameOrders();
    await this.show(turn);
  }

  async show(turn) {
    const answer = await this.ask(this.question(), turn);
    if (!answer) return;
    const { products, note } = answer;
    const instead = () => (note ? shapes(SHAPES) : [this.nothing()]);
    const focused = this.focusedPlace();
    this.results.replaceChildren(...(products.length ? products.map((each) => this.one(each)) : instead()));
    const placed = this.place(answer);
    this.results.querySelectorAll(".tile")[focused]?.focus({ preventScroll: true });
    this.facets.update(answer.facets ?? []);
    this.found.textContent = this.said(answer);
    this.scroller.scrollTop = 0;
    if (note) setTimeout(() => this.showMore(turn), AGAIN);
    await placed;
  }

  // Of the picture that has the focus, which whoever was quicker than the answer keeps; -1 of none.
  focusedPlace() {
    const { activeElement } = this.results.getRootNode();
    return [...this.results.querySelectorAll(".tile")].indexOf(activeElement);
  }

  // What was compared meanwhile, unless a hand or an eye is among the pictures.
  showMore(turn) {
    if (turn !== this.asked || !this.node.isConnected) return;
    const busy = this.results.querySelector(".tile") && (this.scroller.scrollTop || this.results.matches(":hover, :focus-within"));
    if (busy) setTimeout(() => this.showMore(turn), AGAIN);
    else this.show(turn);
  }

  // While nothing is searched the best match is what sells best.
  nameOrders() {
    const searched = Boolean(this.field.value.trim() || this.like);
    this.order.options[0].textContent = searched ? "Best match" : "Best sellers";
    this.order.options[1].hidden = !searched;
  }

  nothing() {
    return element("button", { type: "button", class: "chip", onclick: () => this.everything() }, "Show all products");
  }

  everything() {
    this.like = null;
    this.chosen.clear();
    this.focus("");
  }

  async ask(address, turn) {
    try {
      const answer = await read(address);
      return turn === this.asked ? answer : null;
    } catch (error) {
      const sentence = sentenceOf(error);
      if (turn !== this.asked) return null;
      this.found.textContent = sentence;
      this.results.querySelectorAll(".shape").forEach((each) => each.remove());
      return null;
    }
  }

  async place(answer) {
    const drawn = showPictures(this.results);
    this.page.know(answer.products);
    this.next = answer.next ?? null;
    if (this.next !== null) this.results.append(...shapes(Math.min(SHAPES, answer.total - this.next)));
    if (!this.results.querySelector('.tile[tabindex="0"]')) this.rove(this.results.querySelector(".tile"));
    this.mark();
    await drawn;
  }

  // The next page is asked for a screen before it is seen.
  async follow() {
    const { scrollTop, clientHeight, scrollHeight } = this.scroller;
    if (this.next === null || scrollHeight - scrollTop > 2.5 * clientHeight) return;
    const from = this.next;
    this.next = null;
    const answer = await this.ask(this.question(from), this.asked);
    if (!answer) return;
    this.results.querySelectorAll(".shape").forEach((each) => each.remove());
    this.results.append(...answer.products.map((each) => this.one(each)));
    await this.place(answer);
  }

  said({ products, total, note }) {
    if (note) return note;
    if (!products.length) return "Nothing found. Try fewer or other words.";
    if (this.like || this.field.value || this.chosen.size) return total === undefined ? "" : `${total.toLocaleString("en-GB")} found`;
    return total === undefined ? "Best sellers of the shop" : `${total.toLocaleString("en-GB")} products`;
  }

  drawAlike() {
    this.alike.replaceChildren();
    if (!this.like) return;
    const { product, by } = this.like;
    const choice = (value, label) => element("button", { type: "button", class: by === value ? "chip chosen" : "chip", "aria-pressed": String(by === value), onclick: () => this.findLike(product, value) }, label);
    this.alike.append(
      element("p", {}, "Like ", element("b", {}, product.title)),
      element("div", { class: "chips" }, choice("look", "Looks like it"), choice("bought", "Bought with it"),
        element("button", { type: "button", class: "chip", onclick: () => this.everything() }, "All products")));
  }

  one(product) {
    return element("div", { class: "found-one" },
      tile(product, { label: product.title, onclick: () => this.page.toggle(product), extra: element("span", { class: "add" }, icon("plus")) }),
      element("button", { type: "button", class: "look", tabindex: "-1", "aria-keyshortcuts": "i", "aria-label": `More about ${product.title}`, title: "More about it", onclick: () => this.open(product.id) }, icon("dots")));
  }

  open(id) {
    this.page.open(id, [...this.results.querySelectorAll(".tile")].map((each) => each.dataset.product));
  }

  mark() {
    const owned = new Set(this.page.draft.scenario.bought.map((each) => each.product_id));
    for (const each of this.results.querySelectorAll(".tile")) each.setAttribute("aria-pressed", String(owned.has(each.dataset.product)));
  }

  // Hands: one stop for the tab key, the arrows walk along the pictures.

  rove(tileButton) {
    if (!tileButton) return;
    for (const each of this.results.querySelectorAll(".tile")) each.tabIndex = each === tileButton ? 0 : -1;
  }

  leaveField(event) {
    if (event.key === "ArrowDown") this.results.querySelector(".tile")?.focus();
    else if (event.key === "Escape" && this.field.value) this.focus("");
    else if (event.key === "Enter") this.takeFirst();
    else return;
    event.preventDefault();
  }

  // The best match of what is written, also where its answer is still on its way.
  async takeFirst() {
    await this.finding;
    this.results.querySelector(".tile")?.click();
  }

  walk(event) {
    const tiles = [...this.results.querySelectorAll(".tile")];
    const at = tiles.indexOf(event.target.closest(".tile"));
    const across = getComputedStyle(this.results).gridTemplateColumns.split(" ").length;
    const by = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -across, ArrowDown: across }[event.key];
    if (meantBy(event) === "i" && at >= 0) this.open(tiles[at].dataset.product);
    if (!by || at < 0 || event.altKey) return;
    event.preventDefault();
    if (at + by < 0) this.field.focus();
    else tiles[Math.min(at + by, tiles.length - 1)].focus();
  }
}

function shapes(count) {
  return Array.from({ length: Math.max(0, count) }, () =>
    element("div", { class: "shape", "aria-hidden": "true" }, element("span", { class: "box" }), element("span", {})));
}
