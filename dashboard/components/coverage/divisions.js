// How far the suite reaches by category, price, basket and season: tables with a bar in each row.

import { element } from "../tile/element.js";
import { bar, wordOf } from "./level.js";

export class Divisions {
  constructor() {
    this.parts = element("div", { class: "divisions" });
    this.node = element("section", { class: "thin", "aria-label": "Where it is thin" },
      element("h2", {}, "Where it is thin"),
      element("p", { class: "quiet lead" }, "A bar is as long as the part's share of shoppers’ behaviour, and filled as far as your scenarios stand for it."),
      this.parts);
  }

  draw(divisions) {
    this.parts.replaceChildren(...divisions.map(division));
  }

  reveal(name, place) {
    const row = this.parts.querySelector(`[data-division="${name}"] tbody`)?.rows[place];
    if (!row) return;
    row.scrollIntoView({ block: "center" });
    row.focus({ preventScroll: true });
  }
}

function division({ name, title, sentence, note, groups }) {
  return element("section", { class: "division", dataset: { division: name } },
    element("h3", {}, title), element("p", { class: "least" }, note || sentence),
    groups.length ? table(title, groups) : null);
}

function table(title, groups) {
  const most = Math.max(...groups.map((each) => each.share));
  return element("table", { "aria-label": title },
    element("colgroup", {}, ["name", "length", "figure", "word", "figure"].map((name) => element("col", { class: name }))),
    element("thead", {}, element("tr", {},
      element("th", { scope: "col" }, element("span", { class: "unseen" }, "Part")),
      element("th", { scope: "col", colspan: 2 }, "Share of behaviour"),
      element("th", { scope: "col", colspan: 2 }, "Covered"))),
    element("tbody", {}, groups.map((each) => element("tr", { tabindex: "-1" },
      element("th", { scope: "row" }, each.name),
      element("td", {}, bar(each, most)),
      element("td", { class: "figure" }, each.share_said),
      element("td", { class: "word" }, wordOf(each)),
      element("td", { class: "figure" }, each.covered_said)))));
}
