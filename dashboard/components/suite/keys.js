// The sheet of keys, on `?`.

import { element } from "../tile/element.js";
import { openDialog } from "./dialog.js";

const KEYS = [
  ["/", "Find a scenario"],
  ["Enter", "Open it"],
  ["x", "Choose it, or not"],
  ["Shift and x", "Choose all up to it"],
  ["a", "Choose all that are found"],
  ["Escape", "Choose none"],
  ["?", "This sheet"],
];

export function openKeys(root) {
  openDialog(root, "Keys", element("dl", { class: "keys" }, KEYS.map(([key, does]) =>
    element("div", {}, element("dt", {}, element("kbd", {}, key)), element("dd", {}, does)))));
}
