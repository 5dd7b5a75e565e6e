// What people would not show: the slates refused most clearly, the products refused most often.

import { element } from "../tile/element.js";
import { tile } from "../tile/tile.js";
import { openProducts } from "./behind.js";
import { slateCard } from "./slate.js";

export function makeWorst(page) {
  const { worst } = page.answer;
  return element("section", { class: "worst" }, element("h2", {}, "Selections people would not show"),
    worst.length ? element("p", { class: "quiet lead" }, "The clearest cases of each model.") : null,
    worst.length
      ? element("div", { class: "cards" }, worst.map((each) => slateCard(page, each)))
      : element("p", { class: "quiet" }, "None: every selection with a verdict would be shown, if need be with reservations."));
}

export function makeRefused(page) {
  const { refused } = page.answer;
  if (!refused.length) return null;
  return element("section", { class: "refused" }, element("h2", {}, "Products people refuse"),
    element("div", { class: "products" }, refused.map(({ product, said, by }) => {
      const what = page.product(product);
      return tile(what, {
        price: false, label: `${what.title}. ${said}. Shown by ${by.join(", ")}.`,
        marks: [{ kind: "no", shape: "refuse", text: "Never" }],
        extra: element("span", { class: "why" }, element("b", {}, said), element("span", {}, by.join(", "))),
        onclick: () => openProducts(page, { product }, what.title),
      });
    })));
}
