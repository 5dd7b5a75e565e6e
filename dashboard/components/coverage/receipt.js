// What became of a suggestion, in one line: what was done, to which, and what can be done now.

import { element, icon } from "../tile/element.js";

export function makeReceipt(word, title, ways, notes) {
  return element("div", { class: "receipt" },
    element("b", {}, icon("show"), word), element("span", { class: "title" }, title),
    element("span", { class: "acts" }, ways),
    notes.map((text) => element("p", { class: "quiet" }, text)));
}
