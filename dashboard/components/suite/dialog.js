// A dialog with a title, what stands in it and its buttons; it is gone once it is closed.

import { element } from "../tile/element.js";

export function openDialog(root, title, content, { act, verb, wide } = {}) {
  const heading = element("h2", { id: "dialog-title" }, title);
  const trouble = element("p", { class: "trouble", role: "alert" });
  const body = element("div", { class: "body" }, content);
  const go = verb ? element("button", { type: "submit", class: "main" }, verb) : null;
  const close = element("button", { type: "button", onclick: () => dialog.close() }, verb ? "Cancel" : "Close");
  const form = element("form", { method: "dialog" }, heading, body, trouble, element("div", { class: "buttons" }, close, go));
  const dialog = element("dialog", { class: wide ? "wide" : "", "aria-labelledby": "dialog-title" }, form);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (!act || go.disabled) return;
    go.disabled = true;
    trouble.textContent = "";
    try {
      if ((await act()) !== false) dialog.close();
    } catch (error) {
      trouble.textContent = error.message;
    }
    go.disabled = false;
  });
  dialog.addEventListener("keydown", (event) => event.stopPropagation());
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  root.append(dialog);
  dialog.showModal();
  return { dialog, body, heading, go, trouble };
}
