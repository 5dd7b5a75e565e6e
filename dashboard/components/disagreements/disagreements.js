// Where people differ about one release: how far they agree, every case in pictures, what was settled.

import { Away, read } from "../tile/address.js";
import { element } from "../tile/element.js";
import { showPictures } from "../tile/pictures.js";
import { makeCase } from "./case.js";
import { keyOf } from "./kinds.js";

const MOST_AT_FIRST = 24;

export default function mount({ data, parentElement }) {
  const root = parentElement.querySelector(".vitrine");
  if (root.disagreements) return;
  root.disagreements = new Page(root, data);
}

class Page {
  constructor(root, { release, person }) {
    Object.assign(this, { root, release, person, most: MOST_AT_FIRST });
    this.said = element("p", { class: "unseen", role: "status" });
    this.begin();
  }

  async begin() {
    try {
      this.found = await read(`/api/releases/${encodeURIComponent(this.release)}/disagreements`);
    } catch (error) {
      if (!(error instanceof Away) && !error.status) throw error;
      return this.root.replaceChildren(element("div", { class: "nothing" },
        element("h1", {}, error.message),
        element("button", { type: "button", onclick: () => this.begin() }, "Try again")));
    }
    this.draw();
  }

  draw() {
    const open = this.found.cases.filter((each) => !each.settled);
    const settled = this.found.cases.filter((each) => each.settled);
    this.root.replaceChildren(...[
      this.top(open, settled),
      this.nothing(open),
      this.cards(open.slice(0, this.most), "Open"),
      open.length > this.most ? element("button", { type: "button", class: "more", onclick: () => this.more() }, `Show ${open.length - this.most} more`) : null,
      settled.length ? element("h2", {}, "Settled") : null,
      this.cards(settled, "Settled"),
      this.said,
    ].filter(Boolean));
    showPictures(this.root);
  }

  top(open, settled) {
    const { agreement, title, hidden, nothing } = this.found;
    const counted = [open.length ? `${open.length} open` : "", settled.length ? `${settled.length} settled` : ""].filter(Boolean).join(", ");
    return element("header", { class: "top" },
      element("p", { class: "release" },
        element("a", { href: `/decision?release=${encodeURIComponent(this.release)}`, target: "_self" }, title),
        counted ? element("span", { class: "quiet" }, ` · ${counted}`) : null),
      element("h1", {}, "Where people differ"),
      nothing ? null : element("p", { class: "agreement" }, agreement.sentence),
      nothing || !agreement.meaning.length ? null : element("details", {},
        element("summary", {}, "What this rests on"),
        agreement.meaning.map((each) => element("p", { class: "quiet" }, each))),
      hidden && !nothing ? element("p", { class: "quiet" }, hidden) : null);
  }

  nothing(open) {
    const said = this.found.nothing ?? (open.length ? null : { title: "Everything is settled", text: "No case is left open. What was settled stands below." });
    return said && element("div", { class: "nothing" }, element("h2", {}, said.title), element("p", {}, said.text), this.way(said));
  }

  way({ title }) {
    if (title !== "Answer first") return null;
    return element("a", { class: "main", href: `/review?release=${encodeURIComponent(this.release)}`, target: "_self" }, "Go to the review");
  }

  cards(cases, label) {
    if (!cases.length) return null;
    return element("section", { class: "cases", "aria-label": label }, cases.map((each) => makeCase(each, this)));
  }

  more() {
    const at = this.most;
    this.most = Infinity;
    this.draw();
    this.root.querySelectorAll(".case h3")[at]?.focus();
  }

  product(id) {
    return { title: id, available: true, ...this.found.products[id], id };
  }

  // What is settled now, drawn where it belongs, with the focus on it.
  settled(which, settled, version) {
    Object.assign(which, { settled, version });
    this.draw();
    this.root.querySelector(`[data-case="${CSS.escape(keyOf(which))}"] h3`)?.focus();
    this.said.textContent = settled ? `Settled as “${settled.value}”.` : "Open again.";
  }

  // Somebody settled it meanwhile: all is asked anew, and it says so at the case.
  async again(which, sentence) {
    this.sentences = { [keyOf(which)]: sentence };
    await this.begin();
  }
}
