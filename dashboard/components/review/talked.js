// What the talk needs of the review: what was said with answers, and a dot on what is talked about.

import { element } from "../tile/element.js";
import { verdictOn } from "./answers.js";
import { judgementInWords, verdictInWords } from "./words.js";

// A dot on every picture of these products, wherever they stand on this screen.
export function markTalked({ tiles }, products) {
  for (const [product, places] of tiles)
    for (const tile of places) {
      const dot = tile.querySelector(".talked");
      if (products.has(product) && !dot) tile.querySelector(".box").append(element("span", { class: "talked", role: "img", "aria-label": "Talked about", title: "Talked about" }));
      else if (!products.has(product)) dot?.remove();
    }
}

// The comments on one screen's columns and products: this person's own, and what of colleagues' is
// open to them.
export function commentsOn({ line, tiles, others }, answers, reasons) {
  const columns = line.columns.map(({ letter }) => letter);
  const verdicts = (letter) => [mine(answers.of(verdictOn(line.id, letter))), ...(others?.verdicts[letter] ?? [])];
  const judgements = (product) => [mine(answers.of(answers.judgementOf(line.id, product))), ...(others?.judgements[product] ?? [])];
  return [
    ...columns.flatMap((column) => verdicts(column).map((each) => ({ ...each, column, product: null, value: verdictInWords({ ...each, comment: "" }) }))),
    ...[...tiles.keys()].flatMap((product) => judgements(product).map((each) => ({ ...each, column: null, product, value: judgementInWords({ ...each, comment: "" }, reasons) }))),
  ].filter(({ comment }) => comment).map(({ comment, ...each }) => ({ ...each, text: comment }));
}

const mine = (answer) => ({ ...answer, mine: true });

// A line that says how many questions of earlier releases are open, and leads to the first.
export function drawQuestions(carried, open) {
  const scenarios = Object.keys(carried);
  const count = Object.values(carried).reduce((sum, each) => sum + each, 0);
  if (!count) return null;
  return element("p", { class: "banner questions" },
    count === 1 ? "1 question of last time is open. " : `${count} questions of last time are open. `,
    element("button", { type: "button", onclick: () => open(scenarios[0]) }, count === 1 ? "Read it" : "Read them"));
}
