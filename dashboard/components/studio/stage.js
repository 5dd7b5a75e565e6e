// Every candidate's answer to the scenario as it stands, asked anew at each change; what changed
// since the last one is marked, and a product that moved is seen to move.

import { Away, Refused, send } from "../tile/address.js";
import { element } from "../tile/element.js";
import { meantBy } from "../tile/keys.js";
import { showPictures } from "../tile/pictures.js";
import { makeColumns, remarksOn } from "../slate/slate.js";
import { Abreast } from "./abreast.js";
import { blanksIn, isBlank } from "./draft.js";
import { redraw } from "./redrawing.js";
import { sentenceOf } from "./trouble.js";

const ASKED = ["bought", "shopper", "as_of", "slate_size", "expectations"];
const PAUSE = 120;
const AGAIN = 4000;
const MOVING = { duration: 150, easing: "ease-out" };

export class Stage {
  constructor(page) {
    Object.assign(this, { page, asked: 0, answer: null, before: null });
    this.trouble = element("div", { class: "trouble", role: "status", hidden: true });
    this.holder = element("div", {}, waiting());
    this.abreast = new Abreast(this.holder);
    this.node = element("section", { class: "stage", "aria-label": "What they would see next" }, this.abreast.node, this.trouble, this.holder);
    this.node.addEventListener("click", (event) => this.open(event.target.closest(".column .tile")));
    this.node.addEventListener("contextmenu", (event) => this.menu(event, event.target.closest(".column .tile")));
    this.node.addEventListener("keydown", (event) => this.key(event));
  }

  // `names`: the fields that changed; while somebody types, the answer waits for a pause.
  changed(names, typing) {
    if (!names.some((name) => ASKED.includes(name))) return;
    clearTimeout(this.timer);
    this.node.setAttribute("aria-busy", "true");
    if (typing) this.timer = setTimeout(() => this.ask(), PAUSE);
    else this.ask();
  }

  async ask() {
    const turn = ++this.asked;
    clearTimeout(this.timer);
    this.node.setAttribute("aria-busy", "true");
    try {
      const answer = await send("/api/slates", questionOf(this.page.draft.scenario));
      if (turn === this.asked) await this.show(answer);
    } catch (error) {
      if (turn === this.asked) this.fail(error);
      else sentenceOf(error);
    }
    if (turn === this.asked) this.node.setAttribute("aria-busy", "false");
  }

  async show(answer) {
    this.trouble.hidden = true;
    if (!this.page.draft.goesOn) this.before = this.answer;
    // Another scenario may stand in another order of columns.
    if (this.before?.scenario.id !== answer.scenario.id) this.before = null;
    this.answer = answer;
    this.page.know(Object.entries(answer.products).map(([id, shown]) => ({ id, ...shown })));
    const stood = placesOf(this.holder);
    const columns = makeColumns(answer, answer.candidates, this.before, "Nothing asked yet");
    for (const each of columns.querySelectorAll(".tile")) nameForFocus(each);
    redraw(this.holder, columns);
    this.abreast.show(columns);
    // Asked for before anything is measured: they travel while the page is laid out.
    const drawn = showPictures(columns);
    this.page.answered(answer);
    letMove(this.holder, stood);
    await drawn;
    this.page.root.dispatchEvent(new CustomEvent("complete"));
  }

  fail(error) {
    const again = element("button", { type: "button", onclick: () => this.ask() }, "Try again");
    const safe = error instanceof Away ? " What you wrote is kept in this browser." : "";
    this.trouble.replaceChildren(element("span", {}, `${sentenceOf(error)}${safe}`), again);
    this.trouble.hidden = false;
    if (!this.answer) this.holder.replaceChildren();
    if (!(error instanceof Refused)) this.timer = setTimeout(() => this.node.isConnected && this.ask(), AGAIN);
  }

  open(tile) {
    if (!tile) return;
    const evidence = this.answer.evidence[tile.closest(".column").dataset.candidate];
    this.page.open(tile.dataset.product, evidence.slate.map((each) => each.product_id), (id) => remarksOn(evidence, id));
  }

  menu(event, tile) {
    if (!tile || this.page.reading) return;
    event.preventDefault();
    this.page.menu(event, tile.dataset.product, tile.closest(".column").dataset.candidate);
  }

  key(event) {
    const tile = event.target.closest(".column .tile");
    if (!tile || event.ctrlKey || event.metaKey || event.altKey) return;
    if (meantBy(event) === "m") return this.menu(event, tile);
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!by) return;
    event.preventDefault();
    const tiles = [...this.node.querySelectorAll(".column .tile")];
    const next = tiles[tiles.indexOf(tile) + by];
    if (!next) return;
    this.abreast.reveal(next);
    next.focus();
  }
}

// What is still blank is not asked.
function questionOf(scenario) {
  const { bought, shopper, as_of, slate_size, expectations, id } = scenario;
  return {
    bought: bought.filter((each) => !isBlank(each.product_id)), shopper, as_of, slate_size, scenario: id,
    expectations: expectations.filter((each) => !blanksIn({ bought: [], expectations: [each] }).length),
  };
}

function nameForFocus(tile) {
  const column = tile.closest(".column");
  const rank = [...column.querySelectorAll(".tile")].indexOf(tile);
  tile.dataset.focus = `${column.dataset.candidate}:${encodeURIComponent(tile.dataset.product)} ${column.dataset.candidate}#${rank}`;
}

const still = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
const keyOf = (tile) => `${tile.closest(".column").dataset.candidate}|${tile.dataset.product}`;

function placesOf(holder) {
  if (still()) return new Map();
  return new Map([...holder.querySelectorAll(".column .tile")].map((each) => [keyOf(each), each.getBoundingClientRect()]));
}

function letMove(holder, stood) {
  if (!stood.size) return;
  const moves = [...holder.querySelectorAll(".column .tile")].map((each) => [each, stood.get(keyOf(each)), each.getBoundingClientRect()]);
  for (const [tile, from, to] of moves) {
    if (!from || (from.left === to.left && from.top === to.top)) continue;
    tile.animate([{ transform: `translate(${from.left - to.left}px, ${from.top - to.top}px)` }, { transform: "none" }], MOVING);
  }
}

function waiting() {
  const column = () => element("div", { class: "column" }, element("header", {}),
    element("div", { class: "slate" }, Array.from({ length: 6 }, () => element("div", { class: "shape" }, element("span", { class: "box" }), element("span", {})))));
  const columns = element("div", { class: "columns", "aria-hidden": "true" }, column(), column(), column());
  columns.style.setProperty("--count", 3);
  return columns;
}
