// One case: its pictures, who says what of it, how it was settled or can be.

import { element, icon } from "../tile/element.js";
import { pictureBox } from "../tile/tile.js";
import { when } from "../writing/moments.js";
import { keyOf, scaleOf } from "./kinds.js";
import { makeSettling } from "./settling.js";

export function makeCase(each, page) {
  const sentence = page.sentences?.[keyOf(each)];
  return element("article", { class: `case ${each.product ? "product" : "slate"}`, dataset: { case: keyOf(each) } },
    element("div", { class: "pictures" }, each.products.map((id) => pictureBox(page.product(id)))),
    element("div", { class: "told" },
      element("h3", { tabindex: "-1" }, each.product ? page.product(each.product).title : each.title),
      element("p", { class: "quiet" }, where(each)),
      element("ul", { class: "voices" }, scaleOf(each).map((answer) => side(each, answer))),
      each.settled ? outcome(each) : null,
      sentence ? element("p", { class: "trouble", role: "alert" }, sentence) : null,
      makeSettling(each, page)));
}

function where({ product, title, column, model }) {
  if (product) return `For “${title}”`;
  return model ? `Column ${column}: ${model}` : `Column ${column}`;
}

function chip({ label, shape, value }) {
  return element("span", { class: "chip", dataset: { value } }, icon(shape), label);
}

// Everybody who gave this answer, beside it.
function side(each, answer) {
  const voices = each.said.filter(({ value }) => value === answer.value);
  if (!voices.length) return null;
  return element("li", {}, chip(answer),
    element("ul", { class: "people" }, voices.map((voice) => element("li", {},
      element("b", {}, voice.who),
      voice.reasons.length ? `: ${voice.reasons.join(", ").toLowerCase()}` : "",
      voice.comment ? element("q", {}, voice.comment) : null))));
}

function outcome(each) {
  const { value, who, at, reason } = each.settled;
  const answer = scaleOf(each).find((one) => one.value === value);
  return element("div", { class: "outcome" },
    element("p", {}, "Settled as ", chip(answer), element("span", { class: "quiet" }, ` by ${who}, ${when(at)}`)),
    element("p", { class: "why" }, reason));
}
