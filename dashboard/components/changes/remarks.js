// What was remarked last time, and whether what it is about is still shown.

import { element, icon } from "../tile/element.js";
import { pictureBox } from "../tile/tile.js";
import { nameOf } from "./name.js";

const WORDS = { never: "never", doubtful: "doubtful", show: "show", "show with reservations": "show with reservations", "do not show": "do not show" };
const SHAPES = { never: "refuse", "do not show": "refuse", doubtful: "reservations", "show with reservations": "reservations", show: "show" };

export function remarksOf({ remarks, more, columns, unanswered }, products) {
  if (!remarks.length && (!more || unanswered)) return null;
  return element("div", { class: "remarks" },
    element("h3", {}, "Remarks of last time"),
    element("ul", {}, remarks.map((each) => line(each, products, columns))),
    more ? element("p", { class: "quiet" }, "More remarks appear here once you have answered this shopper.") : null);
}

// "Merchandiser said last time of Mug in ivory: never, too similar, “Not our taste”."
function line(remark, products, columns) {
  const { who, value, reasons, text, there } = remark;
  const product = remark.product && products[remark.product];
  const about = product ? ` of ${product.title}` : remark.of_slate ? "" : " of this shopper";
  const said = [
    value in WORDS ? element("span", { class: `value ${value.replaceAll(" ", "-")}` }, icon(SHAPES[value]), WORDS[value]) : null,
    reasons.length ? element("span", {}, reasons.map(within).join(", ")) : null,
    text ? element("q", {}, text) : null,
  ].filter(Boolean);
  return element("li", {},
    element("span", { class: "about" }, product ? pictureBox({ id: remark.product, ...product }) : icon("comment")),
    element("p", { class: "said" }, `${who} said last time${about}: `, said.flatMap((each, at) => (at ? [", ", each] : [each])), "."),
    element("span", { class: there ? "state there" : "state" }, icon(there ? "reservations" : "show"), stateOf(remark, columns)));
}

// "Too similar" within a sentence; "DVDs" stays.
const within = (title) => (/^\p{Lu}[\p{Ll}\s]/u.test(title) ? title[0].toLowerCase() + title.slice(1) : title);

function stateOf({ there, of_slate, product, columns: letters }, columns) {
  if (!of_slate && !product) return "Still open";
  if (!there) return "No longer shown";
  const names = columns.filter((each) => letters.includes(each.letter)).map(nameOf);
  return names.length ? `Still shown in ${names.join(", ")}` : "Still shown";
}
