// Why a product is doubtful or never to be shown: the reasons of the business, and free text.

import { element } from "../tile/element.js";
import { meantBy } from "../tile/keys.js";
import { makeField } from "./field.js";

const NUMBERED = 9;

// `change({reasons})` or `change({comment})` is called with each change.
export class Reasons {
  constructor(list, answer, change) {
    Object.assign(this, { list, change, chosen: new Set(answer.reasons) });
    this.chips = list.map((reason, at) => this.chip(reason, at + 1));
    this.field = makeField({ text: answer.comment ?? "", label: "In your own words", placeholder: "In your own words", store: (comment) => this.write(comment) });
    this.comment = answer.comment ?? "";
    this.node = element("div", { class: "why-list" },
      element("div", { class: "chips", role: "group", "aria-label": "Reasons" }, this.chips), this.field);
  }

  chip({ id, title }, number) {
    const key = number <= NUMBERED ? element("kbd", { "aria-hidden": "true" }, String(number)) : null;
    return element("button", { type: "button", class: "chip", "aria-pressed": String(this.chosen.has(id)), onclick: () => this.toggle(number) }, key, title);
  }

  toggle(number) {
    const { id } = this.list[number - 1];
    if (!this.chosen.delete(id)) this.chosen.add(id);
    this.chips[number - 1].setAttribute("aria-pressed", String(this.chosen.has(id)));
    this.change({ reasons: [...this.chosen].sort() });
  }

  write(comment) {
    if (comment === this.comment) return;
    this.comment = comment;
    this.change({ comment });
  }

  // Whether the key was a reason's number.
  key(event) {
    const number = Number(meantBy(event));
    if (event.composedPath()[0] === this.field || !(number >= 1 && number <= Math.min(NUMBERED, this.list.length))) return false;
    this.toggle(number);
    return true;
  }
}

// Beside the picture; Enter, Escape or going elsewhere closes it, and the focus is where it was.
export function openReasons(root, tile, title, reasons) {
  const back = root.getRootNode().activeElement;
  const node = element("div", { class: "why", role: "dialog", tabindex: "-1", "aria-label": `Why: ${title}` },
    element("p", {}, `Why? ${title}`), reasons.node,
    element("button", { type: "button", class: "plain", onclick: () => close() }, "Done"));
  const elsewhere = (event) => event.composedPath().includes(node) || close(false);
  const close = (homeward = true) => {
    document.removeEventListener("pointerdown", elsewhere, true);
    reasons.field.blur();
    node.remove();
    if (homeward) (back ?? tile).focus({ preventScroll: true });
  };
  node.addEventListener("keydown", (event) => {
    event.stopPropagation();
    const writes = event.composedPath()[0] === reasons.field;
    const onButton = event.composedPath()[0].matches("button");
    const key = event.key;
    if (key === "Escape" || (key === "Enter" && !onButton && !(writes && event.shiftKey))) close();
    else if (!reasons.key(event)) return;
    event.preventDefault();
  });
  node.addEventListener("focusout", (event) => event.relatedTarget && !node.contains(event.relatedTarget) && close(false));
  document.addEventListener("pointerdown", elsewhere, true);
  root.append(node);
  beside(node, tile.querySelector(".box").getBoundingClientRect());
  node.focus({ preventScroll: true });
}

function beside(node, { left, right, top, bottom }) {
  const { width, height } = node.getBoundingClientRect();
  const roomRight = right + 8 + width <= innerWidth;
  const x = roomRight ? right + 8 : left - 8 - width;
  node.style.left = `${Math.max(8, Math.min(x < 8 ? left : x, innerWidth - width - 8))}px`;
  node.style.top = `${Math.max(8, Math.min(x < 8 ? bottom + 8 : top, innerHeight - height - 8))}px`;
}
