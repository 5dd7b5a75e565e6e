// The keys of the studio, and the sheet that tells them.

import { element } from "../tile/element.js";
import { commandOf, meantBy } from "../tile/keys.js";

const TOLD = [
  ["/", "Find a product"],
  ["Enter", "Add the product, or take it out"],
  ["i", "More about the product"],
  ["← →", "Along the pictures"],
  ["Alt ← →", "Move what was bought in time"],
  ["Delete", "Take it out of what was bought"],
  ["m", "What may be expected of a recommendation"],
  ["Ctrl z", "Undo"],
  ["Shift Ctrl z", "Redo"],
  ["?", "This sheet"],
];

const writes = (target) => target?.matches?.("input:not([type=search]), textarea, select") || (target?.matches?.("input") && target.value);

export function listenForKeys(page) {
  const heard = (event) => {
    if (page.closed || !page.root.isConnected) return document.removeEventListener("keydown", heard);
    if (!page.draft || page.root.querySelector("dialog[open]")) return;
    const act = actionOf(page, event, event.composedPath()[0]);
    if (!act) return;
    event.preventDefault();
    act();
  };
  document.addEventListener("keydown", heard);
}

function actionOf(page, event, target) {
  const command = writes(target) ? "" : commandOf(event);
  if (command === "z") return () => (event.shiftKey ? page.draft.redo() : page.draft.undo());
  if (command === "y") return () => page.draft.redo();
  const key = target?.matches?.("input, textarea, select") ? "" : meantBy(event);
  if (key === "/") return () => page.find();
  if (key === "?") return () => openKeys(page.root);
  return null;
}

export function openKeys(root) {
  const dialog = element("dialog", { class: "help", "aria-label": "Keys" },
    element("h2", {}, "Keys"),
    element("dl", {}, TOLD.map(([key, does]) =>
      element("div", {}, element("dt", {}, key.split(" ").map((each) => element("kbd", {}, each))), element("dd", {}, does)))),
    element("button", { type: "button", onclick: () => dialog.close() }, "Close"));
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  root.append(dialog);
  dialog.showModal();
}
