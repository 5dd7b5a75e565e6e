// The shapes of what comes, while it is added up.

import { element } from "../tile/element.js";

const several = (count, make) => Array.from({ length: count }, make);
const shape = (name) => element("span", { class: `shape ${name}` });

export const makeLoading = () => [
  element("p", { class: "unseen", role: "status" }, "Adding up what people said…"),
  element("div", { class: "coming", "aria-hidden": "true" },
    shape("title"), shape("line"),
    element("div", { class: "rows" }, several(3, () => element("div", { class: "row" }, several(3, () => shape("line"))))),
    element("div", { class: "cards" }, several(3, () => element("div", { class: "strip" }, several(12, () => shape("picture")))))),
];
