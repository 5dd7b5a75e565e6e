// The sheet of keys, on `?`, and whether single keys count at all.

import { element } from "../tile/element.js";
import { lasting } from "../tile/storage.js";

const OFF = "vitrine-keys-off";
const GROUPS = {
  "This product": [
    ["s", "It suits"],
    ["d", "It is doubtful"],
    ["x", "Never show it"],
    ["r", "Why: 1 to 9 choose reasons, Enter closes"],
    ["Space", "Large picture, and back"],
  ],
  "This column": [
    ["1", "Show it, and on to the next"],
    ["2", "Show it with reservations, and on"],
    ["3", "Do not show it, and on"],
    ["b", "Best of these: I would rather show it"],
    ["=", "It makes no difference"],
    ["c", "Comment on it, or on the one just answered"],
  ],
  "The way": [
    ["↑ ↓", "Along the pictures"],
    ["← →", "Another column, to look or to answer anew"],
    ["Shift 1–3", "I would rather show A, B or C"],
    ["Enter", "Next shopper"],
    ["n", "Next shopper, whatever waits here"],
    ["p", "Previous shopper"],
    ["t", "Talk about it"],
    ["Esc", "Pause: everything is kept"],
  ],
  "And back": [
    ["z", "Undo the last answer"],
    ["Z y", "Do it again"],
    ["?", "This sheet"],
  ],
};

export const keysAreOff = () => lasting.read(OFF) === "1";

// `changed()`: single keys count from now on, or no longer.
export function openHelp(root, changed) {
  const store = () => {
    lasting.put(OFF, off.checked ? "" : "1");
    changed();
  };
  const off = element("input", { type: "checkbox", onchange: store });
  off.checked = !keysAreOff();
  const dialog = element("dialog", { class: "help", "aria-label": "Keys" },
    element("h2", {}, "Keys"),
    element("div", { class: "groups" }, Object.entries(GROUPS).map(([name, keys]) => group(name, keys))),
    element("p", { class: "quiet" }, "1 2 3 answer the column in the frame and go on to the next that waits. The same judgement again takes it back. Columns that show the same are answered together. Behind A, B and C stand other models at every shopper, and for every person."),
    element("label", {}, off, "Single letters and digits answer"),
    element("button", { type: "button", onclick: () => dialog.close() }, "Close"));
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  root.append(dialog);
  dialog.showModal();
  dialog.querySelector(":scope > button").focus({ preventScroll: true });
}

function group(name, keys) {
  return element("section", {},
    element("h3", {}, name),
    element("dl", {}, keys.map(([key, does]) =>
      element("div", {},
        element("dt", {}, key.split(" ").map((each) => element("kbd", {}, each))),
        element("dd", {}, does)))));
}
