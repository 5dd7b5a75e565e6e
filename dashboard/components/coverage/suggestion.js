// One suggested scenario: its basket, its reason, the models' answers; added, changed or put aside.

import { send } from "../tile/address.js";
import { element } from "../tile/element.js";
import { ofThisTab } from "../tile/storage.js";
import { openLarge, tile } from "../tile/tile.js";
import { openOpinions } from "./opinions.js";
import { makeReceipt } from "./receipt.js";
import { sentenceOf } from "../studio/trouble.js";

const CARRIED = "vitrine:shopper";
const PICTURES = 4;

export class SuggestionCard {
  constructor(page, key, suggestion) {
    Object.assign(this, { page, key, suggestion, receipt: null });
    this.products = suggestion.scenario.bought.map((each) => page.product(each.product_id));
    this.title = element("h3", { tabindex: "-1" }, suggestion.scenario.title);
    this.reason = element("p", { class: "reason" }, suggestion.reason);
    this.acts = element("div", { class: "acts" });
    this.card = element("article", { class: "card" },
      this.basket(), this.title, this.reason,
      element("button", { type: "button", class: "ask", onclick: () => openOpinions(page, this.suggestion.scenario) }, "What would the models show?"),
      page.writes ? this.acts : null);
    this.offer();
  }

  get done() {
    return this.receipt !== null;
  }

  get node() {
    return this.receipt ?? this.card;
  }

  // The same basket, seen anew: what it adds is another after each scenario added.
  tell(suggestion) {
    this.suggestion = suggestion;
    this.title.textContent = suggestion.scenario.title;
    this.reason.textContent = suggestion.reason;
  }

  basket() {
    const rest = this.products.length - PICTURES;
    return element("div", { class: "basket" }, this.products.slice(0, PICTURES).map((each, at) => {
      const last = rest > 0 && at === PICTURES - 1;
      return tile(each, {
        label: last ? `${each.title}, and ${rest} more` : each.title, price: false,
        extra: last ? element("span", { class: "rest", "aria-hidden": "true" }, `+${rest}`) : null,
        onclick: () => openLarge(this.page.root, this.products, at),
      });
    }));
  }

  offer(trouble = "") {
    this.receipt = null;
    this.acts.replaceChildren(
      button("Add this scenario", "main", () => this.add()),
      button("Change it first", "", () => this.change()),
      button("Not this one", "", () => this.dismiss()),
      ...(trouble ? [element("p", { class: "trouble", role: "alert" }, trouble)] : []));
  }

  add() {
    return this.act("/api/suggestions/accept", { scenario: this.suggestion.scenario }, (answer) => {
      const open = element("a", { href: `/scenarios?scenario=${encodeURIComponent(answer.id)}&tab=expect`, target: "_self" }, "Say what a good answer is");
      const undo = () => this.act("/api/suggestions/withdraw", { id: answer.id, version: answer.version }, (back) => this.back(back));
      const stands = answer.headline?.sentence ?? "";
      this.finish("Added", [open, button("Undo", "", undo)], [stands, answer.note]);
      this.page.say(`Added. ${stands}`);
      this.page.changed(answer);
    });
  }

  dismiss() {
    const bought = { bought: this.products.map((each) => each.id) };
    return this.act("/api/suggestions/dismiss", bought, (answer) => {
      const undo = () => this.act("/api/suggestions/recall", bought, (back) => this.back(back));
      this.finish("Not suggested again", [button("Undo", "", undo)], [answer.note]);
      this.page.say("This is not suggested again.");
      this.page.suggest();
    });
  }

  // To the studio, with nothing saved yet.
  change() {
    const { products, suggestion: { scenario } } = this;
    const carried = { scenario, products: Object.fromEntries(products.map((each) => [each.id, each])) };
    if (ofThisTab.put(CARRIED, JSON.stringify(carried))) location.assign("/scenarios?scenario=new");
    else this.offer("This browser keeps nothing, so it cannot be changed first. Add it, then change it under Scenarios.");
  }

  back(answer) {
    this.offer();
    this.page.suggestions.arrange();
    this.acts.querySelector("button").focus();
    this.page.say("Undone.");
    this.page.changed(answer);
  }

  finish(word, ways, notes) {
    this.receipt = makeReceipt(word, this.suggestion.scenario.title, ways, notes.filter(Boolean));
    this.page.suggestions.arrange();
    ways[0].focus();
  }

  async act(address, content, then) {
    const buttons = [...this.node.querySelectorAll(".acts button")];
    for (const each of buttons) each.disabled = true;
    try {
      then(await send(address, content));
    } catch (error) {
      const trouble = sentenceOf(error);
      if (!this.done) return this.offer(trouble);
      for (const each of buttons) each.disabled = false;
      this.receipt.querySelector(".trouble")?.remove();
      this.receipt.append(element("p", { class: "trouble", role: "alert" }, trouble));
    }
  }

  reveal() {
    this.page.suggestions.reveal(this);
    this.node.scrollIntoView({ block: "center" });
    this.title.focus({ preventScroll: true });
  }
}

const button = (text, kind, act) => element("button", { type: "button", class: kind || null, onclick: act }, text);
