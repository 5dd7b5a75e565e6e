// One case: its pictures, who says what of it, how it was settled or can be.

import { element, icon } from "../tile/element.js";
import { meantBy } from "../tile/keys.js";
import { pictureBox } from "../tile/tile.js";
import { keysAreOff } from "../review/help.js";
import { when } from "../writing/moments.js";
import { keyOf, scaleOf } from "./kinds.js";
import { makeSettling } from "./settling.js";

export function makeCase(each, page) {
  const sentence = page.sentences?.[keyOf(each)];
  const pictures = element("div", { class: "pictures" }, each.products.map((id) => pictureBox(page.product(id))));
  const voices = element("ul", { class: "voices" }, scaleOf(each).map((answer) => side(each, answer)));
  const settling = makeSettling(each, page);
  return element("article", { onkeydown: (event) => pressed(event, each, settling), class: `case ${each.product ? "product" : "slate"}${each.settled ? " done" : ""}`, dataset: { case: keyOf(each) } },
    pictures,
    element("div", { class: "told" },
      element("h3", { tabindex: "-1" }, each.product ? page.product(each.product).title : where(each)),
      each.settled ? outcome(each) : voices,
      each.settled ? element("details", {}, element("summary", {}, "What people said"), voices) : null,
      sentence ? element("p", { class: "trouble", role: "alert" }, sentence) : null,
      settling.node));
}

// The review's keys choose what the case in focus is settled as.
function pressed(event, each, settling) {
  if (keysAreOff() || event.target.closest("input, textarea")) return;
  const answer = scaleOf(each).find(({ key }) => key === meantBy(event));
  if (!answer || !settling.settle) return;
  event.preventDefault();
  settling.settle(answer.value);
}

function where({ columns }) {
  const named = columns.every(({ model }) => model);
  const names = columns.map(({ letter, model }) => (named ? model : letter));
  const last = names.pop();
  const all = names.length ? `${names.join(", ")} and ${last} show the same` : last;
  if (named) return all;
  return names.length ? `Columns ${all}` : `Column ${all}`;
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
