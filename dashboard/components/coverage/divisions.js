// How far the suite reaches by category, price, basket and season: tables with a bar in each row.

import { element } from "../tile/element.js";
import { bar, levelOf } from "./level.js";

export class Divisions {
  constructor() {
    this.parts = element("div", { class: "divisions" });
    this.node = element("section", { class: "thin", "aria-label": "Where it is thin" },
      element("h2", {}, "Where it is thin"),
      element("p", { class: "quiet lead" }, "A bar is as long as the share of how your shoppers buy, and filled as far as your scenarios stand for it."),
      this.parts);
  }

  draw(divisions) {
    this.parts.replaceChildren(...divisions.map(division));
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
    element("thead", { class: "unseen" }, element("tr", {}, ["Part", "Share of how shoppers buy", "Covered"].map((text) => element("th", { scope: "col" }, text)))),
    element("tbody", {}, groups.map((each) => element("tr", {},
      element("th", { scope: "row" }, each.name),
      element("td", {}, bar(each, most), element("span", { class: "share" }, each.share_said)),
      element("td", {}, levelOf(each))))));
}
