// One slate in a row of pictures; what moved is marked by an arrow and a word, the rest steps back.

import { element } from "../tile/element.js";
import { openLarge, pictureBox, tile } from "../tile/tile.js";
import { badge, ordinal } from "../slate/changes.js";

const MARKS = {
  came: () => ({ kind: "fresh", shape: "plus", short: "new", text: "Not shown before" }),
  left: () => ({ kind: "away", shape: "minus", short: "leaves", text: "In no column any more" }),
  rose: ({ was }) => ({ kind: "up", shape: "up", short: `was ${ordinal(was)}`, text: `Rose from the ${ordinal(was)} place` }),
  fell: ({ was }) => ({ kind: "down", shape: "down", short: `was ${ordinal(was)}`, text: `Fell from the ${ordinal(was)} place` }),
  redrawn: () => ({ kind: "redrawn", shape: "redo", short: "new look", text: "Another name or picture than last time" }),
  stayed: () => null,
};

export function makeRow(root, name, slate, { summary = "", left = [] } = {}) {
  const products = slate.map((each) => each.product);
  const notes = ({ id }) => {
    const each = slate.find((one) => one.product_id === id);
    return [`${ordinal(each.place)} place`, MARKS[each.move](each)?.text].filter(Boolean);
  };
  return element("section", { class: "row", "aria-label": name },
    element("div", { class: "whose" }, element("h3", {}, name), summary ? element("p", { class: "quiet" }, summary) : null),
    element("div", { class: "line" }, slate.map((each, at) => moved(each, () => openLarge(root, products, at, notes)))),
    slate.length ? null : element("p", { class: "quiet" }, "Nothing to show."),
    left.length ? departed(left) : null);
}

function departed(products) {
  const titles = products.map(({ title }) => title).join(", ");
  return element("p", { class: "departed", title: titles }, element("span", {}, "No longer shown"),
    element("span", { class: "few", role: "img", "aria-label": titles }, products.map(pictureBox)));
}

function moved(each, onclick) {
  const mark = MARKS[each.move](each);
  const label = [`${each.place}. ${each.product.title}`, mark?.text].filter(Boolean).join(". ");
  const node = tile(each.product, { price: false, label, onclick, extra: mark ? badge(mark) : null });
  node.classList.add(each.move);
  node.title = label;
  return node;
}
