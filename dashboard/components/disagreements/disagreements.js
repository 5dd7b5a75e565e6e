// Where people differ about one release: how far they agree, every case in pictures, what was settled.

import { Away, read } from "../tile/address.js";
import { element } from "../tile/element.js";
import { showPictures } from "../tile/pictures.js";
import { whenNear } from "../tile/scrolling.js";
import { pictureBox } from "../tile/tile.js";
import { keysAreOff } from "../review/help.js";
import { makeCase } from "./case.js";
import { keyOf } from "./kinds.js";

const MOST_BOUGHT = 8;

export default function mount({ data, parentElement }) {
  const root = parentElement.querySelector(".vitrine");
  if (root.disagreements) return;
  root.disagreements = new Page(root, data);
}

class Page {
  constructor(root, { release, person }) {
    Object.assign(this, { root, release, person });
    this.said = element("p", { class: "unseen", role: "status" });
    this.end = element("div", { "aria-hidden": "true" });
    this.begin();
  }

  // Everything anew; as many cases as stood there, so that nothing jumps.
  async begin(atLeast = 0) {
    try {
      this.found = await this.ask(0);
      while (this.found.next !== null && this.found.cases.length < atLeast) await this.load();
    } catch (error) {
      if (!(error instanceof Away) && !error.status) throw error;
      return this.root.replaceChildren(element("div", { class: "nothing" },
        element("h1", {}, error.message),
        element("button", { type: "button", onclick: () => this.begin() }, "Try again")));
    }
    this.draw();
    this.watcher?.disconnect();
    this.watcher = whenNear(this.end, () => this.more());
  }

  ask(from) {
    return read(`/api/releases/${encodeURIComponent(this.release)}/disagreements?from=${from}`);
  }

  // The cases that follow. Where somebody settled one meanwhile, what comes next stands further up.
  async load() {
    const { found } = this;
    const from = found.next;
    const answer = await this.ask(from);
    const moved = found.open - answer.open;
    Object.assign(found, { open: answer.open, settled: answer.settled });
    if (moved > 0) {
      found.next = Math.max(0, from - moved);
      return this.load();
    }
    const known = new Set(found.cases.map(keyOf));
    const fresh = answer.cases.filter((each) => !known.has(keyOf(each)));
    found.next = answer.next;
    found.cases.push(...fresh);
    Object.assign(found.products, answer.products);
    Object.assign(found.shoppers, answer.shoppers);
    return fresh;
  }

  async more() {
    if (this.loading || this.found.next === null) return;
    this.loading = true;
    try {
      this.add(await this.load());
    } catch (error) {
      if (!(error instanceof Away) && !error.status) throw error;
      this.end.replaceChildren(element("p", { class: "quiet" }, `${error.message} Scroll on to try again.`));
    } finally {
      this.loading = false;
    }
  }

  // Beside what stands there already: a reason half written stays.
  add(cases) {
    this.end.replaceChildren();
    for (const each of cases) this.place(each);
    this.tell();
    showPictures(this.root);
    this.watcher.again();
  }

  // Among the cases of its shopper; the first of them brings the shopper along.
  place(each) {
    const list = this.lists[Boolean(each.settled)];
    const of = [...list.children].find(({ dataset }) => dataset.scenario === each.scenario) ?? this.shopper(each.scenario);
    list.append(of);
    of.lastChild.append(makeCase(each, this));
  }

  shopper(scenario) {
    const { title, bought } = this.found.shoppers[scenario];
    const look = `/review?${new URLSearchParams({ release: this.release, scenario })}`;
    return element("section", { class: "shopper", dataset: { scenario }, "aria-label": title },
      element("header", {},
        element("h2", {}, element("a", { href: look, target: "_self" }, title)),
        element("span", { class: "quiet" }, bought.length ? "bought before" : "has bought nothing yet"),
        element("span", { class: "bought", role: "img", "aria-label": bought.map((id) => this.product(id).title).join(", ") }, bought.slice(0, MOST_BOUGHT).map((id) => pictureBox(this.product(id))))),
      element("div", { class: "cases" }));
  }

  draw() {
    const list = (settled) => element("section", { class: "shoppers", "aria-label": settled ? "Settled" : "Open" });
    this.lists = { false: list(false), true: list(true) };
    for (const each of this.found.cases) this.place(each);
    this.counted = element("span", { class: "quiet" });
    this.heading = element("h2", {}, "Settled");
    this.root.replaceChildren(...[this.top(), this.nothing(), this.lists.false, this.heading, this.lists.true, this.end, this.said].filter(Boolean));
    this.tell();
    showPictures(this.root);
  }

  // How many there are, and only the parts that hold something.
  tell() {
    const { open, settled } = this.found;
    const counted = [open ? `${open} open` : "", settled ? `${settled} settled` : ""].filter(Boolean).join(", ");
    this.counted.textContent = counted ? ` · ${counted}` : "";
    this.lists.false.hidden = !this.lists.false.children.length;
    this.heading.hidden = this.lists.true.hidden = !this.lists.true.children.length;
  }

  top() {
    const { agreement, title, hidden, nothing, unnamed } = this.found;
    return element("header", { class: "top" },
      element("p", { class: "release" },
        element("a", { href: `/decision?release=${encodeURIComponent(this.release)}`, target: "_self" }, title),
        this.counted),
      element("h1", {}, "Disagreements"),
      nothing ? null : element("p", { class: "agreement" }, agreement.sentence),
      nothing || !agreement.meaning.length ? null : element("details", {},
        element("summary", {}, "What this rests on"),
        agreement.meaning.map((each) => element("p", { class: "quiet" }, each))),
      hidden && !nothing ? element("p", { class: "quiet" }, hidden) : null,
      this.found.can_settle && this.found.open && !keysAreOff() ? element("p", { class: "quiet" }, "Keys: 1 2 3 settle a column, s d x a product, as in the review.") : null,
      unnamed ? element("p", { class: "quiet" }, unnamed) : null);
  }

  nothing() {
    const said = this.found.nothing ?? (this.found.open ? null : { title: "Everything is settled", text: "No case is left open. What was settled stands below." });
    return said && element("div", { class: "nothing" }, element("h2", {}, said.title), element("p", {}, said.text), this.way(said));
  }

  way({ page, link }) {
    if (!page) return null;
    return element("a", { class: "main", href: `/${page}?release=${encodeURIComponent(this.release)}`, target: "_self" }, link);
  }

  product(id) {
    return { title: id, available: true, ...this.found.products[id], id };
  }

  // What is settled now becomes a line where it stands, and the next open case has the focus.
  async settled(which, settled, version) {
    const { found } = this;
    const key = keyOf(which);
    const card = () => this.root.querySelector(`[data-case="${CSS.escape(key)}"]`);
    if (!settled) {
      await this.begin(found.cases.length);
      card()?.querySelector("h3").focus();
      this.said.textContent = "Open again.";
      return;
    }
    if (!which.settled) Object.assign(found, { open: found.open - 1, settled: found.settled + 1, next: found.next && found.next - 1 });
    Object.assign(which, { settled, version });
    card().replaceWith(makeCase(which, this));
    this.tell();
    showPictures(this.root);
    const open = [...this.lists.false.querySelectorAll(".case:not(.done)")];
    const next = open.find((each) => card().compareDocumentPosition(each) & Node.DOCUMENT_POSITION_FOLLOWING) ?? open[0] ?? card();
    next.querySelector("h3").focus();
    this.said.textContent = `Settled as “${settled.value}”. ${found.open ? `${found.open} still open.` : "Everything is settled."}`;
  }

  // Somebody settled it meanwhile: all is asked anew, and it says so at the case.
  async again(which, sentence) {
    this.sentences = { [keyOf(which)]: sentence };
    await this.begin(this.found.cases.length);
  }
}
