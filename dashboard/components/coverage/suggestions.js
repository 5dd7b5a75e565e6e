// The next best scenarios as cards; what was acted upon stays where it was until the page is left.

import { element } from "../tile/element.js";
import { showPictures } from "../tile/pictures.js";
import { SuggestionCard } from "./suggestion.js";

const AT_ONCE = 6;

export class Suggestions {
  constructor(page) {
    Object.assign(this, { page, cards: [], most: AT_ONCE });
    this.lead = element("p", { class: "quiet lead", role: "status" }, "The scenarios that would stand for most of whom nobody speaks for, and on which the models agree least.");
    this.grid = element("div", { class: "cards" }, Array.from({ length: 3 }, () => element("div", { class: "card shape", "aria-hidden": "true" })));
    this.more = element("button", { type: "button", class: "more", hidden: true, onclick: () => this.showMore() }, "Show more");
    this.notes = element("div", { class: "notes" });
    this.node = element("section", { class: "next", "aria-label": "What to add next" },
      element("h2", {}, "What to add next"), this.lead, this.grid, this.more, this.notes);
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
    const hidden = new Set(open.slice(this.most));
    const shown = this.cards.filter((card) => !hidden.has(card)).map((card) => card.node);
    for (const node of [...this.grid.children]) if (!shown.includes(node)) node.remove();
    shown.forEach((node, at) => this.grid.children[at] !== node && this.grid.insertBefore(node, this.grid.children[at] ?? null));
    this.more.hidden = !hidden.size;
    return showPictures(this.grid);
  }

  showMore() {
    const first = this.cards.filter((card) => !card.done)[this.most];
    this.most += AT_ONCE;
    this.arrange();
    first.node.querySelector("h3").focus();
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

const NONE = "There is nothing to suggest: every kind of basket has a scenario, or was put aside.";
const READING = "You can look at everything here; to add a scenario, ask for a role in vitrine.toml.";
const keyOf = ({ scenario }) => JSON.stringify(scenario.bought.map((each) => each.product_id).sort());
