// A small menu below a button: arrow keys walk, Escape and a click elsewhere close it.

import { element } from "../tile/element.js";

export function openMenu(root, button, entries) {
  const items = entries.filter(Boolean).map(({ text, hint, act }) =>
    element("button", { type: "button", role: "menuitem", onclick: () => { menu.hidePopover(); act(); } },
      element("span", {}, text), hint ? element("small", {}, hint) : null));
  const menu = element("div", { class: "menu", role: "menu", popover: "auto", "aria-label": button.getAttribute("aria-label") ?? button.textContent }, items);
  menu.addEventListener("toggle", (event) => {
    if (event.newState !== "closed") return;
    if (!button.getRootNode().activeElement || menu.contains(button.getRootNode().activeElement)) button.focus();
    menu.remove();
  });
  menu.addEventListener("keydown", (event) => {
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    if (!(event.key in steps)) return;
    event.preventDefault();
    const at = items.indexOf(menu.getRootNode().activeElement);
    items[(at + steps[event.key] + items.length) % items.length].focus();
  });
  root.append(menu);
  menu.showPopover();
  place(menu, button.getBoundingClientRect());
  items[0]?.focus();
}

function place(menu, below) {
  const { width, height } = menu.getBoundingClientRect();
  const left = Math.max(8, Math.min(below.right - width, innerWidth - width - 8));
  const under = below.bottom + 4;
  menu.style.left = `${left}px`;
  menu.style.top = `${under + height > innerHeight - 8 ? Math.max(8, below.top - height - 4) : under}px`;
}
