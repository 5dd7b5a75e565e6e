// A dialog over the page: closed by its button, by Escape, by a click beside it; then it is gone.

import { element, icon } from "../tile/element.js";

export function makeSheet(root, label) {
  const dialog = element("dialog", { class: "sheet", "aria-label": label });
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  dialog.addEventListener("keydown", (event) => event.stopPropagation());
  dialog.addEventListener("close", () => dialog.remove());
  root.append(dialog);
  const close = element("button", { type: "button", "aria-label": "Close", onclick: () => dialog.close() }, icon("close"));
  return { dialog, close };
}
