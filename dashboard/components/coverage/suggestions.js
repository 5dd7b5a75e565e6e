// The next best scenarios as cards; what was acted upon stays above them as a line each until the
// page is left.

import { element } from "../tile/element.js";
import { showPictures } from "../tile/pictures.js";
import { SuggestionCard } from "./suggestion.js";

const AT_ONCE = 6;
const NARROW = matchMedia("(max-width: 1150px)");

export class Suggestions {
  constructor(page) {
    // As many as fill one row, or two where a row holds two.
    Object.assign(this, { page, cards: [], most: NARROW.matches ? 4 : 3 });
    this.lead = element("p", { class: "quiet lead", role: "status" }, "Shoppers for whom few scenarios speak, and for whom the models agree least on what to show.");
    this.grid = element("div", { class: "cards" }, Array.from({ length: this.most }, () => element("div", { class: "card shape", "aria-hidden": "true" })));
    this.receipts = element("div", { class: "receipts" });
    this.more = element("button", { type: "button", class: "more", hidden: true, onclick: () => this.showMore() }, "Show more");
    this.notes = element("div", { class: "notes" });
    this.node = element("section", { class: "next", "aria-label": "What to add next" },
      element("h2", {}, "What to add next"), this.lead, this.receipts, this.grid, this.more, this.notes);
  }

  wait(text) {
    if (!this.cards.length) this.notes.replaceChildren(element("p", { class: "quiet" }, text));
  }

  draw({ suggestions, notes, products }) {
    this.page.know(products);
    const wanted = new Map(suggestions.map((each) => [keyOf(each), each]));
    const kept = this.cards.filter((card) => card.done || wanted.has(card.key));
    const known = new Set(kept.map((card) => card.key));
    for (const card of kept) if (!card.done) card.tell(wanted.get(card.key));
    const fresh = suggestions.filter((each) => !known.has(keyOf(each)));
    this.cards = [...kept, ...fresh.map((each) => new SuggestionCard(this.page, keyOf(each), each))];
    const told = [this.cards.length ? null : NONE, this.page.writes ? null : READING, ...notes].filter(Boolean);
    this.notes.replaceChildren(...told.map((text) => element("p", { class: "quiet" }, text)));
    return this.arrange();
  }

  arrange() {
    const open = this.cards.filter((card) => !card.done);
    place(this.receipts, this.cards.filter((card) => card.done));
    place(this.grid, open.slice(0, this.most));
    this.more.hidden = open.length <= this.most;
    return showPictures(this.grid);
  }

  showMore() {
    const first = this.cards.filter((card) => !card.done)[this.most];
    this.most += AT_ONCE;
    this.arrange();
    first.title.focus();
  }

  // Of one kind of shoppers, at most three.
  of(segment) {
    return this.cards.filter((card) => !card.done && card.suggestion.segment === segment).slice(0, 3);
  }

  reveal(card) {
    this.most = Math.max(this.most, this.cards.filter((each) => !each.done).indexOf(card) + 1);
    this.arrange();
  }
}

// What stands there already is not moved: it may have the focus.
function place(parent, cards) {
  const nodes = cards.map((card) => card.node);
  for (const node of [...parent.children]) if (!nodes.includes(node)) node.remove();
  nodes.forEach((node, at) => parent.children[at] !== node && parent.insertBefore(node, parent.children[at] ?? null));
}

const NONE = "There is nothing to suggest: every kind of basket has a scenario, or was put aside.";
const READING = "You can look at everything here; to add a scenario, ask for a role in vitrine.toml.";
const keyOf = ({ scenario }) => JSON.stringify(scenario.bought.map((each) => each.product_id).sort());
