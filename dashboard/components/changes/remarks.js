// What was remarked last time, and whether what it is about is still there.

import { element, icon } from "../tile/element.js";
import { pictureBox } from "../tile/tile.js";

const WORDS = { never: "Never", doubtful: "Doubtful", show: "Show", "show with reservations": "With reservations", "do not show": "Do not show" };
const SHAPES = { never: "refuse", "do not show": "refuse", doubtful: "reservations", "show with reservations": "reservations", show: "show" };

export function remarksOf({ remarks, more, columns }, products) {
  if (!remarks.length && !more) return null;
  return element("div", { class: "remarks" },
    element("h3", {}, "Remarks of last time"),
    element("ul", {}, remarks.map((each) => line(each, products, columns))),
    more ? element("p", { class: "quiet" }, "What your colleagues remarked, you see once you have answered this one.") : null);
}

function line(remark, products, columns) {
  const product = remark.product && products[remark.product];
  return element("li", {},
    element("span", { class: "about" }, product ? pictureBox({ id: remark.product, ...product }) : icon("comment")),
    element("p", { class: "said" },
      remark.value in WORDS ? element("span", { class: `value ${remark.value.replaceAll(" ", "-")}` }, icon(SHAPES[remark.value]), WORDS[remark.value]) : null,
      element("span", {}, [product?.title ?? (remark.of_slate ? "What customers see today" : "This shopper"), ...remark.reasons].join(" · ")),
      remark.text ? element("q", {}, remark.text) : null,
      element("span", { class: "quiet" }, remark.who)),
    element("span", { class: remark.there ? "state there" : "state" }, icon(remark.there ? "reservations" : "show"), stateOf(remark, columns)));
}

function stateOf({ there, columns: letters }, columns) {
  if (!there) return "Gone";
  const names = columns.filter((each) => letters.includes(each.letter)).map(({ letter, title }) => title || letter);
  return names.length ? `Still there in ${names.join(", ")}` : "Still there";
}
