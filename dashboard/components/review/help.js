// The sheet of keys, on `?`.

import { element } from "../tile/element.js";

const KEYS = [
  ["1", "Show this slate"],
  ["2", "Show it with reservations"],
  ["3", "Do not show it"],
  ["c", "Comment on the column"],
  ["z", "Undo the last verdict"],
  ["← →", "Another column"],
  ["↑ ↓", "Walk along the pictures"],
  ["Space", "Large picture, and back"],
  ["Enter or n", "Next shopper"],
  ["p", "Previous shopper"],
  ["?", "This sheet"],
];

export function openHelp(root) {
  const dialog = element("dialog", { class: "help", "aria-label": "Keys" },
    element("h2", {}, "Keys"),
    element("dl", {}, KEYS.map(([key, does]) =>
      element("div", {}, element("dt", {}, element("kbd", {}, key)), element("dd", {}, does)))),
    element("button", { type: "button", onclick: () => dialog.close() }, "Close"));
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  root.append(dialog);
  dialog.showModal();
}
