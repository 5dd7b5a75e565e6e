// A field for free text that is saved while it is typed, also when the page is left at once.

import { element } from "../tile/element.js";

const PAUSE = 600;

export function makeField({ text, label, placeholder, store }) {
  const field = element("textarea", { rows: "3", maxlength: "2000", "aria-label": label, placeholder });
  field.value = text;
  let timer;
  const save = () => {
    clearTimeout(timer);
    store(field.value.trim());
  };
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(save, PAUSE);
  });
  field.addEventListener("focus", () => addEventListener("pagehide", save));
  field.addEventListener("blur", () => {
    removeEventListener("pagehide", save);
    save();
  });
  return field;
}
