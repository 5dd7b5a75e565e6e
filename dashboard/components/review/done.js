// The end of a review: a small moment of pride, and what comes next.

import { element, icon } from "../tile/element.js";

// `release`: its name; `answered`: whether this person may answer; `said`: what they said, in words.
export function makeDone({ release, answered, said, again }) {
  return element("div", { class: "done" },
    answered ? element("p", { class: "seal" }, icon("medal")) : null,
    element("h1", { tabindex: "-1" }, answered ? "All seen, all said." : "That was the last shopper."),
    answered ? element("p", {}, said) : null,
    answered ? element("p", { class: "quiet" }, "When everybody has answered, an approver closes the review. Then you learn which model stood behind the letters.") : null,
    element("p", { class: "ways" },
      element("a", { class: "main", href: "/releases", target: "_self" }, "To the releases"),
      element("a", { href: `/decision?release=${encodeURIComponent(release)}`, target: "_self" }, "See the decision page"),
      element("button", { type: "button", onclick: again }, "Look at them again")));
}
