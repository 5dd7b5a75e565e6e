// The builder: what was bought, found by its picture; every candidate's slate changes at once.

import { Away, Refused, read, send } from "../tile/address.js";
import { element, icon } from "../tile/element.js";
import { lightTogether, pictureBox, tile } from "../tile/tile.js";
import { showPictures } from "../tile/pictures.js";
import { makeColumns, openProduct } from "../slate/slate.js";

const studios = new WeakMap();

export default function mount({ data, parentElement, setStateValue }) {
  const root = parentElement.querySelector(".vitrine");
  let studio = studios.get(root);
  if (!studio || studio.key !== data.key) {
    studio = new Studio(root, data);
    studios.set(root, studio);
  }
  studio.update(data, setStateValue);
}

class Studio {
  constructor(root, data) {
    Object.assign(this, { root, key: data.key, bought: data.bought, products: { ...data.products }, past: [], asked: 0 });
    this.basket = element("div", { class: "basket", "aria-live": "polite" });
    this.results = element("div", { class: "results" });
    this.found = element("p", { class: "quiet found" }, "");
    this.stage = element("div", { class: "stage" });
    this.field = element("input", { type: "search", placeholder: "Find a product", "aria-label": "Find a product", autocomplete: "off", spellcheck: "false" });
    this.field.addEventListener("input", () => this.find());
    this.undoButton = element("button", { type: "button", class: "undo", onclick: () => this.undo() }, icon("undo"), "Undo");
    root.replaceChildren(
      element("div", { class: "desk" },
        element("section", { class: "picking", "aria-label": "What was bought" },
          element("header", {}, element("h3", {}, "Bought before"), this.undoButton),
          this.basket,
          element("label", { class: "search" }, icon("search"), this.field), this.found, this.results),
        this.stage));
    this.stage.addEventListener("click", (event) => {
      const button = event.target.closest(".tile");
      if (button) openProduct(root, this.page, button);
    });
    lightTogether(root);
    for (const name of ["pointerdown", "keydown"])
      document.addEventListener(name, (event) => root.isConnected && !event.composedPath().includes(root) && this.tellNow(), true);
    this.drawBasket();
    this.find();
  }

  update(data, setStateValue) {
    this.tell = setStateValue;
    const question = JSON.stringify([data.expectations, data.shopper, data.as_of, data.slate_size]);
    Object.assign(this, { data });
    this.root.classList.toggle("reading", !data.editable);
    if (question !== this.question) {
      this.question = question;
      this.ask();
    }
  }

  // The basket

  change(bought) {
    this.past.push(this.bought);
    this.bought = bought;
    this.changed();
  }

  undo() {
    if (!this.past.length) return;
    this.bought = this.past.pop();
    this.changed();
  }

  changed() {
    this.drawBasket();
    this.markResults();
    this.untold = true;
    this.ask().then(() => this.tellNow());
  }

  // Streamlit runs its script when it is told: after the pictures, but before any other click.
  tellNow() {
    if (this.untold) this.tell("bought", this.bought);
    this.untold = false;
  }

  toggle(product) {
    this.products[product.id] = product;
    const owned = this.bought.some((each) => each.product_id === product.id);
    this.change(owned
      ? this.bought.filter((each) => each.product_id !== product.id)
      : [...this.bought, { product_id: product.id, quantity: 1, on: null }]);
  }

  amount(id, by) {
    this.change(this.bought
      .map((each) => (each.product_id === id ? { ...each, quantity: each.quantity + by } : each))
      .filter((each) => each.quantity > 0));
  }

  drawBasket() {
    this.undoButton.hidden = !this.past.length;
    this.basket.replaceChildren(...(this.bought.length
      ? this.bought.map((each) => this.owned(each))
      : [element("p", { class: "quiet" }, "Nothing yet. Click a product below, or leave it empty for somebody who is new.")]));
    showPictures(this.basket);
  }

  owned(each) {
    const product = { id: each.product_id, ...(this.products[each.product_id] ?? { title: each.product_id, available: true }) };
    const button = (shape, label, act) => element("button", { type: "button", "aria-label": `${label}: ${product.title}`, title: label, onclick: act }, icon(shape));
    return element("div", { class: "owned", dataset: { product: each.product_id } },
      pictureBox(product),
      element("span", { class: "title" }, product.title),
      element("span", { class: "amount" },
        button(each.quantity > 1 ? "minus" : "close", each.quantity > 1 ? "One less" : "Remove", () => this.amount(each.product_id, -1)),
        element("b", {}, String(each.quantity)),
        button("plus", "One more", () => this.amount(each.product_id, 1))));
  }

  // Finding

  async find() {
    const words = this.field.value;
    try {
      const answer = await read(`/api/products?words=${encodeURIComponent(words)}`);
      if (words !== this.field.value) return;
      this.drawResults(answer.products, words);
    } catch (error) {
      this.found.textContent = sentence(error);
    }
  }

  drawResults(products, words) {
    this.found.textContent = products.length ? (words ? "" : "Best sellers of the shop") : "Nothing found. Try fewer or other words.";
    this.results.replaceChildren(...products.map((product) =>
      tile(product, { label: product.title, onclick: () => this.toggle(product), extra: element("span", { class: "add" }, icon("plus")) })));
    this.markResults();
    showPictures(this.results);
  }

  markResults() {
    const owned = new Set(this.bought.map((each) => each.product_id));
    for (const each of this.results.querySelectorAll(".tile")) each.setAttribute("aria-pressed", String(owned.has(each.dataset.product)));
  }

  // Asking every candidate

  async ask() {
    const turn = ++this.asked;
    const { shopper, as_of, slate_size, expectations, scenario } = this.data;
    try {
      const page = await send("/api/slates", { bought: this.bought, shopper, as_of, slate_size, expectations, scenario });
      if (turn !== this.asked) return;
      Object.assign(this.products, page.products);
      const columns = makeColumns(page, page.candidates, this.page?.evidence);
      this.page = page;
      this.stage.replaceChildren(columns);
      await showPictures(columns);
      this.root.dispatchEvent(new CustomEvent("complete"));
    } catch (error) {
      if (!(error instanceof Away) && !(error instanceof Refused)) throw error;
      this.stage.replaceChildren(element("p", { class: "trouble" }, `${sentence(error)} `,
        element("button", { type: "button", onclick: () => this.ask() }, "Try again")));
    }
  }
}

function sentence(error) {
  if (!(error instanceof Away) && !(error instanceof Refused)) throw error;
  return error.message;
}
