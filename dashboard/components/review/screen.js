// One scenario on screen: the shopper at the left, the slate of every column beside it.

import { element, icon } from "../tile/element.js";
import { scroller } from "../tile/scrolling.js";
import { lightTogether } from "../tile/tile.js";
import { showPictures } from "../tile/pictures.js";
import { makeColumns } from "../slate/slate.js";
import { drawJudged, seat } from "./judged.js";
import { drawOthers } from "./others.js";
import { makeRail } from "./rail.js";
import { RATHER, VERDICTS } from "./words.js";

export class Screen {
  // `line`: the scenario in the queue, with its columns; `reasons`: the list of the business.
  constructor(page, line, answers, reasons) {
    Object.assign(this, { page, line, answers, reasons });
    const columns = line.columns.map(({ letter, title }) => ({ id: letter, title: title ? `${letter} · ${title}` : letter }));
    this.node = element("div", { class: "screen", dataset: { scenario: page.scenario.id } }, makeRail(page, columns), makeColumns(page, columns));
    for (const each of this.node.querySelectorAll(".column header")) each.append(element("p", { class: "standing" }));
    lightTogether(this.node);
    this.tiles = new Map();
    for (const tile of this.node.querySelectorAll(".column .tile")) this.settle(tile);
    for (const product of this.tiles.keys()) this.mark(product);
    this.tell(page.others);
    this.shows = new Map(line.columns.map(({ letter }) => [letter, shownBy(page.evidence[letter])]));
    for (const letter of this.shows.keys()) this.tellAlike(letter);
    this.ready = showPictures(this.node);
  }

  // The columns that show what this one shows, itself among them.
  alike(letter) {
    return [...this.shows.keys()].filter((each) => this.shows.get(each) === this.shows.get(letter));
  }

  tellAlike(letter) {
    const [first] = this.alike(letter);
    if (first === letter) return;
    const same = `the same as ${first}`;
    const column = this.columnOf(letter);
    column.setAttribute("aria-label", `${column.getAttribute("aria-label")}, ${same}`);
    column.querySelector("h2").append(" ", element("span", { class: "alike", title: "A verdict on one counts for all that show the same" }, same));
  }

  settle(tile) {
    seat(tile);
    const { product } = tile.dataset;
    this.tiles.set(product, [...(this.tiles.get(product) ?? []), tile]);
  }

  // The same product is judged wherever it stands.
  mark(product) {
    const answer = this.answers.of(this.answers.judgementOf(this.line.id, product));
    for (const tile of this.tiles.get(product) ?? []) drawJudged(tile, answer, this.reasons);
  }

  // What colleagues said, once the server tells it.
  tell(others) {
    this.others = others ?? null;
    if (!others) return;
    for (const [product, tiles] of this.tiles)
      for (const tile of tiles) drawOthers(tile, others.judgements[product] ?? [], this.reasons);
  }

  tilesIn(letter) {
    return [...this.columnOf(letter).querySelectorAll(".tile")];
  }

  columnOf(letter) {
    return this.node.querySelector(`.column[data-candidate="${letter}"]`);
  }

  // What was said of a column, at its head.
  drawVerdict(letter, { value, comment }, best) {
    const said = VERDICTS.find((each) => each.value === value);
    this.columnOf(letter).querySelector(".standing").replaceChildren(
      best ? element("span", { class: "best" }, icon("medal"), element("span", { class: "unseen" }, RATHER)) : "",
      said ? element("span", { dataset: { value } }, icon(said.shape), said.label) : "",
      comment ? element("span", { class: "printed" }, `“${comment}”`) : "");
  }

  // From the first pictures on.
  showTop() {
    const columns = this.node.querySelector(".columns");
    if (columns.getBoundingClientRect().top < scroller(columns)?.getBoundingClientRect().top) columns.scrollIntoView({ block: "start" });
  }
}

// Not why: what a model notes is told once the review is closed, and the answers were given before.
const shownBy = ({ slate }) => JSON.stringify(slate.map((each) => each.product_id));
