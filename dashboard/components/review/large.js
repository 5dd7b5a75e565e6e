// The large picture, with the three judgements, the reasons and free text beside it.

import { element, icon } from "../tile/element.js";
import { focusInView } from "../tile/frame.js";
import { meantBy } from "../tile/keys.js";
import { openLarge } from "../tile/tile.js";
import { productOf, remarksOn } from "../slate/slate.js";
import { OPINIONS, asksWhy } from "./words.js";

// The arrows walk along the tile's own slate, or along what was bought, which nobody judges.
export function openJudged(page, judging, tile) {
  const shown = page.screen.page;
  const evidence = shown.evidence[tile.closest(".column")?.dataset.candidate];
  const ids = (evidence?.slate ?? shown.scenario.bought).map((each) => each.product_id);
  const products = ids.map((id) => productOf(shown, id));
  const remarks = (what) => (evidence ? remarksOn(evidence, what.id) : []);
  const panel = evidence && page.review.can_answer ? new Panel(page, judging) : {};
  const seats = [...(tile.closest(".slate") ?? tile.parentElement).querySelectorAll(".tile")];
  openLarge(page.root, products, ids.indexOf(tile.dataset.product), remarks, panel, (at) => seats[at] && focusInView(seats[at]));
}

class Panel {
  constructor(page, judging) {
    Object.assign(this, { page, judging });
  }

  // What stands beside the picture of `product`.
  draw(product) {
    this.product = product;
    this.node = element("div", { class: "panel" });
    this.redraw();
    return this.node;
  }

  redraw() {
    const answer = this.page.answers.of(this.page.answers.judgementOf(this.page.current.id, this.product.id));
    this.asks = asksWhy(answer);
    this.reasons = this.judging.reasonsFor(this.product.id);
    this.reasons.node.classList.toggle("unasked", !this.asks);
    this.node.replaceChildren(
      element("div", { class: "three", role: "group", "aria-label": "Your judgement" }, OPINIONS.map((each) => this.button(each, answer))),
      this.reasons.node);
  }

  button({ value, label, key, shape }, answer) {
    return element("button", { type: "button", dataset: { value }, title: `${label} (${key})`, "aria-pressed": String(answer.value === value), onclick: () => this.judge(value) },
      icon(shape), label);
  }

  judge(value) {
    const [tile] = this.page.screen.tiles.get(this.product.id);
    this.judging.judge(tile, value);
    this.redraw();
    this.node.querySelector(`[data-value="${value}"]`).focus();
  }

  // Whether the key was meant for it.
  key(event) {
    const target = event.composedPath()[0];
    const meant = meantBy(event);
    if (target.matches("textarea")) return meant !== "Escape";
    if (meant === " " && this.node.contains(target)) return true;
    const opinion = OPINIONS.find(({ key }) => key === meant);
    if (opinion) this.judge(opinion.value);
    return Boolean(opinion) || (this.asks && this.reasons.key(event));
  }
}
