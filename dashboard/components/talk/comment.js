// What was said with a verdict or a judgement, in the same list as all that is talked about.

import { element } from "../tile/element.js";
import { drawPin } from "./subject.js";

// `comment`: {who, mine, value, text, column, product}; `answer()` begins to talk about the same.
export function makeComment(comment, { products, answer }) {
  const { who, mine, value, text } = comment;
  return element("article", { class: "thread comment", "aria-label": "Comment" },
    drawPin(comment, products),
    element("ol", {}, element("li", {},
      element("p", { class: "who" }, element("b", {}, mine ? "You" : who), element("span", { class: "quiet" }, ` · ${value}`)),
      element("p", { class: "text" }, text))),
    element("div", { class: "acts" }, element("button", { type: "button", onclick: answer }, "Talk about it")));
}
