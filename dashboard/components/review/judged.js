// The mark that a judgement leaves on a picture: shape, word and reasons.

import { element, icon } from "../tile/element.js";
import { opinionOf, reasonsOf, saidBefore } from "./words.js";

// Gives a tile of a slate its seat, where the mark and the buttons have their place.
export function seat(tile) {
  const label = tile.getAttribute("aria-label");
  const mark = element("span", { class: "judged", dataset: { label } });
  tile.querySelector(".box").append(mark);
  const node = element("div", { class: "seat" });
  tile.replaceWith(node);
  node.append(tile);
}

export function drawJudged(tile, answer, reasons) {
  const mark = tile.querySelector(".judged");
  const opinion = opinionOf(answer);
  const because = reasonsOf(answer, reasons);
  tile.dataset.judged = opinion ? opinion.value : "";
  tile.title = opinion ? saidBefore(answer.said) : "";
  tile.setAttribute("aria-label", [mark.dataset.label, opinion?.label, ...because, tile.title].filter(Boolean).join(". "));
  mark.replaceChildren(...(opinion ? [
    element("span", { class: "opinion" }, icon(opinion.shape), opinion.label),
    because.length ? element("span", { class: "because" }, because.join(", ")) : "",
  ] : []));
}
