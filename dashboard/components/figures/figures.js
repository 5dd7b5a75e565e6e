// What a review adds up to: figures with their meaning, and the pictures behind each of them.

import { read, showInAddress } from "../tile/address.js";
import { element } from "../tile/element.js";
import { showPictures } from "../tile/pictures.js";
import { sentenceOf } from "../studio/trouble.js";
import { makeExports } from "./exports.js";
import { makeFilters } from "./filters.js";
import { makeGroups } from "./groups.js";
import { makeMeasures } from "./measures.js";
import { makeLoading } from "./loading.js";
import { makeReasons } from "./reasons.js";
import { makeRefused, makeWorst } from "./worst.js";
import { makeWaiting } from "./waiting.js";

const KINDS = ["tag", "segment", "role", "person"];
const AGAIN = 4000;

export default function ({ data, parentElement }) {
  const root = parentElement.querySelector(".vitrine");
  if (root.figures?.release === data.release) return;
  root.figures = new Page(root, data.release);
}

class Page {
  constructor(root, release) {
    Object.assign(this, { root, release, products: {}, asked: 0 });
    const address = new URL(location.href).searchParams;
    this.part = Object.fromEntries(KINDS.map((kind) => [kind, address.get(kind) ?? ""]));
    this.said = element("p", { class: "unseen", role: "status" });
    root.replaceChildren(...makeLoading());
    this.load();
  }

  address(below = "", values = {}) {
    const said = new URLSearchParams(Object.entries({ ...this.part, ...values }).filter(([, value]) => value));
    return `/api/releases/${encodeURIComponent(this.release)}/figures${below}?${said}`;
  }

  // Asks until the answer is there, as long as the page is and nobody asks for another part.
  async load() {
    const turn = ++this.asked;
    while (turn === this.asked) {
      try {
        const answer = await read(this.address());
        if (turn === this.asked) await this.draw(answer);
        return;
      } catch (error) {
        if (turn !== this.asked || !this.root.isConnected) return;
        if (!this.answer) this.root.replaceChildren(element("h1", {}, "The figures are not here yet"), element("p", { role: "alert" }, sentenceOf(error)));
        else this.said.textContent = sentenceOf(error);
        await new Promise((done) => setTimeout(done, AGAIN));
      }
    }
  }

  draw(answer) {
    this.answer = answer;
    this.know(answer.products);
    showInAddress({ release: this.release });
    const focused = this.root.getRootNode().activeElement?.dataset?.choice;
    this.root.replaceChildren(...(answer.blind ? makeWaiting(this) : this.sections()), this.said);
    if (focused) this.root.querySelector(`[data-choice="${focused}"]`)?.focus();
    return showPictures(this.root);
  }

  sections() {
    const { answer } = this;
    const parts = [element("header", { class: "top beside" },
      element("div", {}, element("p", { class: "release" }, answer.title), element("h1", {}, "Figures"), element("p", { class: "quiet" }, answer.basis)),
      makeFilters(this))];
    if (answer.measures[0].rows.every(({ whole }) => !whole) && !answer.measures.some(({ rows }) => rows.some(({ behind }) => behind)))
      return [...parts, this.nothing(), makeExports(this)];
    return [...parts, makeMeasures(this, ["shown"]), makeWorst(this), makeRefused(this), makeReasons(this),
      makeMeasures(this, ["preferred", "suited", "order", "parted"]), makeGroups(this), makeExports(this)].filter(Boolean);
  }

  nothing() {
    const narrowed = Object.values(this.part).some(Boolean);
    return element("section", { class: "empty" },
      element("h2", {}, narrowed ? "Nobody has said anything of these" : "Nobody has said anything yet"),
      element("p", {}, narrowed ? "Choose other shoppers or people above." : "As soon as the first verdicts are given, they add up here."));
  }

  narrow(kind, value) {
    this.part = { ...this.part, [kind]: value };
    const address = new URL(location.href);
    for (const each of KINDS) this.part[each] ? address.searchParams.set(each, this.part[each]) : address.searchParams.delete(each);
    history.replaceState(history.state, "", address);
    return this.load();
  }

  know(products) {
    Object.assign(this.products, products);
  }

  product(id) {
    return { id, title: id, available: true, ...this.products[id] };
  }

  title(candidate) {
    return this.answer.candidates.find(({ id }) => id === candidate).title;
  }
}
