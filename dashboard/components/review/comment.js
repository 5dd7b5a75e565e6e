// The comment on one column, above its cell of the bar.

import { element } from "../tile/element.js";
import { makeField } from "./field.js";

// `store(text)` keeps what is written, `back()` takes the focus back.
export function openComment(cell, letter, text, { store, back }) {
  const open = cell.querySelector(".note textarea");
  if (open) return open.focus();
  const field = makeField({ text, label: `Comment on ${letter}`, placeholder: "What should the team know?", store });
  const note = element("div", { class: "note" }, field, element("p", { class: "quiet" }, "Saved as you type. Esc closes."));
  field.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.key === "Escape") back();
  });
  field.addEventListener("blur", () => note.remove());
  cell.append(note);
  field.focus();
}
