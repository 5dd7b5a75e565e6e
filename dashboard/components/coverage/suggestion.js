// One suggested scenario: its basket, its reason, the models' answers; added, changed or put aside.

import { send } from "../tile/address.js";
import { element, icon } from "../tile/element.js";
import { openLarge, tile } from "../tile/tile.js";
import { makeOpinions } from "./opinions.js";
import { sentenceOf } from "../studio/trouble.js";

const CARRIED = "vitrine:shopper";

export class SuggestionCard {
  constructor(page, key, suggestion) {
    Object.assign(this, { page, key, suggestion, done: false });
    this.products = suggestion.scenario.bought.map((each) => page.product(each.product_id));
    this.reason = element("p", { class: "reason" }, suggestion.reason);
    this.acts = element("div", { class: "acts" });
    this.node = element("article", { class: "card" },
      element("div", { class: "basket" }, this.products.map((each, at) =>
        tile(each, { label: each.title, price: false, onclick: () => openLarge(page.root, this.products, at) }))),
      element("h3", { tabindex: "-1" }, suggestion.scenario.title), this.reason, makeOpinions(page, suggestion.scenario), this.acts);
    this.offer();
  }

  // The same basket, seen anew: what it adds is another after each scenario added.
  tell(suggestion) {
    this.suggestion = suggestion;
    this.reason.textContent = suggestion.reason;
  }

  offer(trouble = "") {
    this.done = false;
    this.node.classList.remove("done", "aside");
    if (!this.page.writes) return;
    this.acts.replaceChildren(
      button("Add this scenario", "main", () => this.add()),
      button("Change it first", "", () => this.change()),
      button("Not this one", "", () => this.dismiss()),
      ...(trouble ? [element("p", { class: "trouble", role: "alert" }, trouble)] : []));
  }

  add() {
    return this.act("/api/suggestions/accept", { scenario: this.suggestion.scenario }, (answer) => {
      const open = element("a", { href: `/scenarios?scenario=${encodeURIComponent(answer.id)}`, target: "_self" }, "Open it");
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
      this.node.classList.add("aside");
      this.page.say("This is not suggested again.");
      this.page.suggest();
    });
  }

  // To the studio, with nothing saved yet.
  change() {
    const { products, suggestion: { scenario } } = this;
    sessionStorage.setItem(CARRIED, JSON.stringify({ scenario, products: Object.fromEntries(products.map((each) => [each.id, each])) }));
    location.assign("/scenarios?scenario=new");
  }

  back(answer) {
    this.offer();
    this.acts.querySelector("button").focus();
    this.page.say("Undone.");
    this.page.changed(answer);
  }

  finish(word, ways, notes) {
    this.done = true;
    this.node.classList.add("done");
    this.acts.replaceChildren(element("b", {}, icon("show"), word), ...ways, ...notes.filter(Boolean).map((text) => element("p", { class: "quiet" }, text)));
    ways[0].focus();
  }

  async act(address, content, then) {
    const buttons = [...this.acts.querySelectorAll("button")];
    for (const each of buttons) each.disabled = true;
    try {
      then(await send(address, content));
    } catch (error) {
      const trouble = sentenceOf(error);
      if (!this.done) return this.offer(trouble);
      for (const each of buttons) each.disabled = false;
      this.acts.querySelector(".trouble")?.remove();
      this.acts.append(element("p", { class: "trouble", role: "alert" }, trouble));
    }
  }

  reveal() {
    this.page.suggestions.reveal(this);
    this.node.scrollIntoView({ block: "center" });
    this.node.querySelector("h3").focus();
  }
}

const button = (text, kind, act) => element("button", { type: "button", class: kind || null, onclick: act }, text);
