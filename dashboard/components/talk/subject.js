// What a thread is about: the shopper, a column, a product, or a product in a column.

import { element, icon } from "../tile/element.js";
import { pictureBox } from "../tile/tile.js";

export const sameSubject = (one, other) =>
  (one.column ?? null) === (other.column ?? null) && (one.product ?? null) === (other.product ?? null);

export function subjectInWords({ column, product }, products) {
  const title = product && `“${products?.[product]?.title ?? product}”`;
  if (product) return column ? `${title} in column ${column}` : title;
  return column ? `column ${column}` : "this shopper";
}

// A small picture, a letter or a sign, and the words.
export function drawPin(about, products) {
  const { column, product } = about;
  const sign = product
    ? element("span", { class: "small" }, pictureBox({ title: product, available: true, ...products?.[product], id: product }))
    : element("span", { class: "letter" }, column ?? icon("comment"));
  const words = subjectInWords(about, products);
  return element("span", { class: "pin" }, sign, element("span", {}, words.replace(/^./, (first) => first.toUpperCase())));
}

// Lets one choose what the next words are about, among what the hand is on: `pointing`.
export function drawSubject(about, { column, product }, products, choose) {
  const all = [product && { column: null, product }, column && { column, product: null }, { column: null, product: null }];
  const others = all.filter((each) => each && !sameSubject(each, about));
  return element("div", { class: "subject" },
    element("span", { class: "quiet" }, "About "), element("b", {}, subjectInWords(about, products)),
    others.map((each) => element("button", { type: "button", onclick: () => choose(each) }, `or ${subjectInWords(each, products)}`)));
}
