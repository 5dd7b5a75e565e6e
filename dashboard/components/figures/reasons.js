// Why products do not suit, the most named reason first, with the products meant.

import { element } from "../tile/element.js";
import { pictureBox } from "../tile/tile.js";
import { openProducts } from "./behind.js";

export function makeReasons(page) {
  const { reasons } = page.answer;
  const most = Math.max(...reasons.map(({ count }) => count));
  return element("section", { class: "why-not" }, element("h2", {}, "Why products do not suit"),
    reasons.length
      ? element("ul", { class: "reasons" }, reasons.map((each) => reason(page, each, most)))
      : element("p", { class: "quiet" }, "Nobody has named a reason."));
}

function reason(page, { id, title, count, products, more, by }, most) {
  const bar = element("span", { class: "length", "aria-hidden": "true" });
  bar.style.width = `${(100 * count) / most}%`;
  const said = by.map((each) => `${each.title} ${each.count}`).join(" · ");
  return element("li", {}, element("button", { type: "button", class: "reason", dataset: { reason: id }, "aria-label": `${title}: named ${count} times. ${said}. See the products.`, onclick: () => openProducts(page, { reason: id }, title) },
    element("span", { class: "name" }, element("b", {}, title), element("span", { class: "quiet" }, said)),
    element("span", { class: "bar" }, bar, element("span", { class: "count" }, `${count}`)),
    element("span", { class: "basket" }, products.map((each) => pictureBox(page.product(each))), more ? element("span", { class: "rest" }, `+${more}`) : null)));
}
