// The comment on one column, above its cell of the bar.

import { element } from "../tile/element.js";
import { makeField } from "./field.js";

// `store(text)` keeps what is written, `back()` takes the focus back. Where it is open it is closed.
export function openComment(cell, letter, text, { store, back }) {
  const opener = cell.querySelector(".remark");
  if (cell.querySelector(".note")) return opener.focus();
  const field = makeField({ text, label: `Comment on ${letter}`, placeholder: "What should the team know?", store });
  const note = element("div", { class: "note" },
    element("p", { class: "about" }, `Column ${letter}`), field,
    element("div", { class: "acts" },
      element("p", { class: "quiet" }, "Saved as you type.", element("span", { class: "by-key" }, " Esc closes.")),
      element("button", { type: "button", class: "plain", onclick: () => opener.focus() }, "Done")));
  note.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.key === "Escape") back();
  });
  // A press on the opener leaves the focus here, so that its click finds what it closes.
  const stay = (event) => event.preventDefault();
  opener.addEventListener("mousedown", stay);
  note.addEventListener("focusout", ({ relatedTarget }) => {
    if (note.contains(relatedTarget)) return;
    opener.removeEventListener("mousedown", stay);
    note.remove();
  });
  cell.append(note);
  field.focus();
}
