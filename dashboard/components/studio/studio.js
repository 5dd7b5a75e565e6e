// The studio of one scenario: what was bought, every model's answer, what a good one is, saved.

import { read } from "../tile/address.js";
import { element } from "../tile/element.js";
import { lightTogether } from "../tile/tile.js";
import { makeExpectations } from "../writing/expectations.js";
import { openHistory } from "../writing/history.js";
import { openMenu } from "../writing/menu.js";
import { when } from "../writing/moments.js";
import { makeSaving } from "../writing/saving.js";
import { Basket } from "./basket.js";
import { Details } from "./details.js";
import { isBlank, wordsOf } from "./draft.js";
import { Finder } from "./finder.js";
import { Heading } from "./heading.js";
import { listenForKeys, openKeys } from "./keys.js";
import { openCard } from "./product_card.js";
import { Rail } from "./rail.js";
import { Stage } from "./stage.js";
import { makeInvitation, openStarts } from "./starting.js";
import { beginning, isMissing } from "./beginning.js";
import { sentenceOf } from "./trouble.js";

const studios = new WeakMap();

export default function mount({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".vitrine");
  const open = studios.get(root);
  if (open?.address === addressOf(data)) return;
  open?.close();
  const studio = new Studio(root, data, setTriggerValue);
  studios.set(root, studio);
  studio.begin();
}

class Studio {
  constructor(root, data, tell) {
    Object.assign(this, { root, data, tell, products: {}, filling: null, unknown: false });
    this.where = { scenario: data.scenario, from: data.from, template: data.template };
    this.reading = !data.may_edit;
    listenForKeys(this);
  }

  get address() {
    return addressOf(this.where);
  }

  async begin() {
    try {
      const { draft, products, opened } = await beginning(this.where, this.data.person);
      Object.assign(this.products, products);
      Object.assign(this, { draft, opened });
      if (this.where.shopper) showInAddress(this.where);
    } catch (error) {
      return this.fail(error);
    }
    this.build();
  }

  fail(error) {
    if (isMissing(error) && this.where.scenario !== "new") return this.tell("left", "missing");
    const [act, does] = isMissing(error) ? ["Start from nothing", () => this.start({})] : ["Try again", () => this.begin()];
    this.root.replaceChildren(element("div", { class: "trouble" }, element("span", {}, sentenceOf(error)),
      element("button", { type: "button", onclick: does }, act)));
  }

  build() {
    this.heading = new Heading(this, makeSaving(this.draft, this));
    this.banner = element("div", { class: "banner", role: "status" });
    this.basket = new Basket(this);
    this.finder = new Finder(this);
    this.details = new Details(this);
    this.answer = makeExpectations(this.draft, this);
    this.rail = new Rail({ find: this.finder.node, expect: this.answer.node, details: this.details.node });
    this.stage = new Stage(this);
    const house = element("div", { class: this.reading ? "studio reading" : "studio" },
      this.heading.head, this.heading.told, this.heading.acts, this.banner, this.basket.node, element("div", { class: "desk" }, this.rail.node, this.stage.node));
    lightTogether(house);
    this.root.replaceChildren(house);
    this.draft.addEventListener("change", (event) => this.changed(event.detail));
    this.draft.addEventListener("saved", () => this.saved());
    this.draw();
    this.details.draw();
    this.finder.find();
    this.stage.ask();
    this.starts().then((offered) => this.details.offer(offered), sentenceOf);
    this.openStart();
    this.openTab();
  }

  draw() {
    this.heading.draw();
    this.basket.draw();
    this.drawBanner();
  }

  changed(names) {
    const typing = this.draft.typed !== null;
    this.heading.draw();
    this.drawBanner();
    if (names.includes("bought")) {
      if (!isBlank(this.draft.scenario.bought[this.filling]?.product_id)) this.filling = null;
      this.basket.draw();
      this.finder.mark();
    }
    if (!typing && names.some((name) => ["slate_size", "as_of", "shopper", "tags", "owner"].includes(name))) this.details.draw();
    this.stage.changed(names, typing);
  }

  saved() {
    this.where = { scenario: this.draft.scenario.id };
    showInAddress(this.where);
    this.draw();
  }

  drawBanner() {
    const { draft } = this;
    const said = [];
    if (this.reading) said.push("You can look at everything here; only people with a role change scenarios.");
    else if (draft.resumed && draft.dirty) said.push("Your unsaved changes from before.");
    if (draft.resumed && draft.dirty && !draft.lost && !this.reading)
      said.push(element("button", { type: "button", onclick: () => draft.startAgain() }, draft.filed.id ? "Start again from the saved one" : "Start again"));
    if (draft.left.length && !this.reading) said.push(...this.leftBefore());
    if (draft.unkept) said.push("This browser keeps no draft; save before you leave.");
    this.banner.replaceChildren(...said.flatMap((each) => [each, " "]));
  }

  // What another tab left, the newest of it.
  leftBefore() {
    const [{ scenario, at }] = this.draft.left;
    const title = scenario.title.trim();
    return [`You left ${title ? `“${title}”` : "something"} unsaved${at ? `, ${when(at)}` : ""}.`,
      element("button", { type: "button", onclick: () => this.draft.turn() }, "Go on with that")];
  }

  // What the parts ask of each other

  // What the page has not met yet is known with the next answer of the models.
  product(id) {
    this.unknown ||= !(id in this.products);
    return { id, ...(this.products[id] ?? { title: id, available: true }) };
  }

  know(products) {
    for (const { id, ...shown } of products) this.products[id] = shown;
  }

  async starts() {
    return (this.offered ??= await read("/api/starts"));
  }

  toggle(product) {
    if (this.reading) return;
    this.know([product]);
    const { bought } = this.draft.scenario;
    const owned = bought.some((each) => each.product_id === product.id);
    const added = { product_id: product.id, on: null, quantity: 1 };
    if (this.filling !== null) return this.fillWith(product);
    this.draft.change({ bought: owned ? bought.filter((each) => each.product_id !== product.id) : [...bought, added] });
    if (!owned) this.basket.showLast();
  }

  // Then the next blank waits, if there is one.
  fillWith({ id }) {
    const { bought } = this.draft.scenario;
    this.draft.change({ bought: bought.with(this.filling, { ...bought[this.filling], product_id: id }) });
    const next = this.draft.scenario.bought.findIndex((each) => isBlank(each.product_id));
    if (next >= 0) this.fill(next);
  }

  // The blank at this place waits for the next product that is chosen.
  fill(at) {
    const words = wordsOf(this.draft.scenario.bought[at].product_id);
    this.filling = at;
    this.basket.draw();
    this.basket.say(`Choose ${words} among the pictures below.`);
    this.rail.show("find");
    this.finder.suggest(words.replace(/^(an?|another|a pair of|a set of) /, "").replace(/^product$/, ""));
  }

  find() {
    this.rail.show("find");
    this.finder.focus();
  }

  findLike(product, by) {
    this.rail.show("find");
    this.finder.findLike(product, by);
  }

  open(id, ids, notes) {
    openCard(this, id, ids?.filter((each) => !isBlank(each)), notes);
  }

  answered(answer) {
    this.answer.update(answer);
    if (this.unknown) this.basket.draw();
    this.unknown = false;
  }

  menu(event, id, candidate) {
    openMenu(event, this.product(id), candidate, this.draft, {
      root: this.root, moreLike: (product) => this.findLike(product, "look"), open: (product) => this.open(product.id), showAnswer: () => this.rail.show("expect"),
    });
  }

  history() {
    openHistory(this.root, this.draft, this.products);
  }

  starting() {
    return makeInvitation(this);
  }

  // The address may ask for a way to start; asked once, it is not asked again by the next reload.
  openStart() {
    const way = new URL(location.href).searchParams.get("start");
    if (!way) return;
    showInAddress(this.where);
    if (this.where.scenario === "new" && !this.reading) openStarts(this, way, true);
  }

  openTab() {
    const tab = new URL(location.href).searchParams.get("tab");
    if (Object.hasOwn(this.rail.panels, tab)) this.rail.show(tab);
  }

  start(where) {
    this.where = { scenario: "new", ...where };
    showInAddress(this.where);
    this.begin();
  }

  askTitle() {
    this.heading.askTitle();
  }

  keys() {
    openKeys(this.root);
  }

  leave(event) {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    this.tell("left", "asked");
  }

  close() {
    this.closed = true;
  }
}

const addressOf = ({ scenario, from, template }) => JSON.stringify([scenario, from ?? null, template ?? null]);

function showInAddress(where) {
  const address = new URL(location.href);
  for (const name of ["scenario", "from", "template", "shopper", "start", "tab"]) address.searchParams.delete(name);
  for (const [name, value] of Object.entries(where)) if (value) address.searchParams.set(name, value);
  history.replaceState(history.state, "", address);
}
