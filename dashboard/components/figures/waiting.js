// A review that is still open: no figures yet, but how far it is, shopper by shopper.

import { element, icon } from "../tile/element.js";
import { pictureBox } from "../tile/tile.js";
import { addressOf } from "./slate.js";

export function makeWaiting(page) {
  const { title, sentence, shoppers, done, whole, unnamed } = page.answer;
  const part = element("span", { class: "part" });
  part.style.width = `${(100 * done) / whole}%`;
  return [
    element("header", { class: "top" },
      element("p", { class: "release" }, title), element("h1", {}, "Figures"),
      element("p", {}, unnamed || "The figures appear when the review is closed, for everybody at once. Until then nobody sees what was said of each model."),
      element("span", { class: "whole", "aria-hidden": "true" }, part),
      element("p", { class: "quiet" }, sentence)),
    element("section", { class: "far" }, element("h2", {}, "How far the review is"),
      element("ul", { class: "shoppers" }, shoppers.map((each) => shopper(page, each)))),
  ];
}

function shopper(page, { scenario, title, bought, done, said }) {
  return element("li", { class: done ? "done" : "open" },
    element("a", { href: addressOf(page, scenario), target: "_self" },
      bought.length ? element("span", { class: "basket" }, bought.slice(0, 4).map((id) => pictureBox(page.product(id)))) : element("span", { class: "none" }, "Bought nothing yet"),
      element("b", {}, title),
      element("span", { class: "quiet" }, done ? icon("show") : null, said)));
}
