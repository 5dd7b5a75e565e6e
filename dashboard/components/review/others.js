// What colleagues said, shown quietly once this person has answered.

import { element, icon } from "../tile/element.js";
import { judgementInWords, opinionOf, saidBy, verdictInWords } from "./words.js";

const MOST = 3;

export function drawOthers(tile, judgements, reasons) {
  const said = judgements.filter(opinionOf);
  tile.querySelector(".others")?.remove();
  if (!said.length) return;
  const told = said.map((each) => saidBy(each, judgementInWords({ ...each, comment: "" }, reasons))).join("\n");
  tile.querySelector(".box").append(
    element("span", { class: "others", role: "img", "aria-label": told, title: told },
      said.slice(0, MOST).map((each) => element("span", { class: "other" }, icon(opinionOf(each).shape)))));
}

export function verdictsOfOthers(others, letter) {
  return (others?.verdicts[letter] ?? []).map((each) => saidBy(each, verdictInWords({ ...each, comment: "" })));
}
