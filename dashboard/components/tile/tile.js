// One product as a picture: box, marks, title, price; and the large picture on demand.

import { element, icon } from "./element.js";
import { meantBy } from "./keys.js";
import { largeAddress } from "./pictures.js";

const MISSING = "picture missing here";

export function pictureBox(product) {
  const box = element("span", { class: "box" });
  if (product.picture) {
    const missing = () => showName(box, product.title, MISSING);
    box.append(element("canvas", { role: "img", "aria-label": product.title, dataset: { digest: product.picture }, onmissing: missing, onarrived: () => hideName(box) }));
  } else showName(box, product.title, "no picture");
  if (!product.available) box.append(element("span", { class: "ribbon" }, "sold out"));
  return box;
}

function showName(box, title, why) {
  if (box.classList.contains("missing")) return;
  box.classList.add("missing");
  box.title = title;
  box.setAttribute("role", "img");
  box.setAttribute("aria-label", title);
  box.append(element("span", { class: "name" }, element("span", {}, title), element("small", {}, why)),
    element("span", { class: "initials" }, initials(title)));
}

function hideName(box) {
  if (!box.classList.contains("missing")) return;
  box.classList.remove("missing");
  for (const name of ["title", "role", "aria-label"]) box.removeAttribute(name);
  for (const each of box.querySelectorAll(".name, .initials")) each.remove();
}

// "Sweater in navy wool": SN, for a box too small for the name.
function initials(title) {
  const words = title.match(/[\p{L}\p{N}]+/gu) ?? [];
  const telling = words.filter((word) => word.length > 2);
  return (telling.length ? telling : words).slice(0, 2).map((word) => [...word][0].toUpperCase()).join("");
}

export function tile(product, { marks = [], price = true, label, onclick, extra } = {}) {
  return element(
    "button",
    { class: "tile", type: "button", dataset: { product: product.id }, onclick, "aria-label": label },
    pictureBox(product),
    element("span", { class: "marks" }, marks.map(mark)),
    element("span", { class: "title" }, product.title),
    price ? element("span", { class: "price" }, product.price ?? "") : null,
    extra ?? null,
  );
}

export function mark({ kind, shape, text }) {
  return element("span", { class: `mark ${kind}`, title: text, role: "img", "aria-label": text },
    icon(shape));
}

// Lights the same product wherever it stands below `root`.
export function lightTogether(root) {
  const light = (event) => {
    const over = event.target.closest?.("[data-product]");
    const product = event.type.endsWith("out") ? null : over?.dataset.product;
    const same = product ? [...root.querySelectorAll(`[data-product="${CSS.escape(product)}"]`)] : [];
    for (const each of root.querySelectorAll(".same")) if (!same.includes(each)) each.classList.remove("same");
    if (same.length > 1) for (const each of same) each.classList.add("same");
  };
  for (const name of ["pointerover", "pointerout", "focusin", "focusout"])
    root.addEventListener(name, light);
}

const readable = (name) => name.replaceAll("_", " ").replace(/^./, (first) => first.toUpperCase());

function facts(product) {
  const known = { Brand: product.brand, Category: product.category, Price: product.price };
  for (const [name, value] of Object.entries(product.attributes ?? {})) known[readable(name)] = value;
  return Object.entries(known)
    .filter(([, value]) => value)
    .map(([name, value]) => element("div", {}, element("dt", {}, name), element("dd", {}, value)));
}

// Opens the large picture of products[at]; the arrow keys walk through the others. `panel` may
// `draw(product)` something beside it, and take a `key(event)` first, which is then its own;
// `closed(at)` is told where one was last, unless one is writing already.
export function openLarge(root, products, at, notes = () => [], panel = {}, closed = null) {
  const dialog = element("dialog", { class: "large", tabindex: "-1", autofocus: true, "aria-label": "Product" });
  const body = element("div", { class: "body" });
  const show = (index) => {
    at = (index + products.length) % products.length;
    const product = products[at];
    const box = pictureBox(product);
    if (product.picture) {
      const missing = () => {
        box.replaceChildren();
        showName(box, product.title, MISSING);
      };
      box.replaceChildren(element("img", { class: "here", alt: product.title, src: largeAddress(product.picture), onerror: missing }));
    }
    body.replaceChildren(
      box,
      element("div", { class: "facts" },
        element("h2", {}, product.title),
        product.picture_note ? element("p", { class: "note" }, product.picture_note) : null,
        element("dl", {}, facts(product)),
        element("div", { class: "notes" }, notes(product).map((text) => element("p", {}, text))),
        panel.draw?.(product)));
    if (dialog.open && !dialog.matches(":focus-within")) dialog.focus({ preventScroll: true });
  };
  dialog.append(body, element("div", { class: "walk" },
    element("button", { type: "button", onclick: () => show(at - 1), "aria-label": "Previous product" }, icon("left")),
    element("button", { type: "button", onclick: () => show(at + 1), "aria-label": "Next product" }, icon("right")),
    element("button", { type: "button", onclick: () => dialog.close(), "aria-label": "Close" }, icon("close"))));
  dialog.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (panel.key?.(event)) return;
    const key = meantBy(event);
    if (key === "ArrowRight" || key === "ArrowDown") show(at + 1);
    else if (key === "ArrowLeft" || key === "ArrowUp") show(at - 1);
    else if (key === " " && !event.composedPath()[0].matches("button")) dialog.close();
    else return;
    event.preventDefault();
  });
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  // The browser tells a moment late: who is quick by key may be writing somewhere already.
  dialog.addEventListener("close", () => {
    dialog.remove();
    if (!root.getRootNode().activeElement?.matches("textarea, input")) closed?.(at);
  });
  show(at);
  root.append(dialog);
  dialog.showModal();
  dialog.focus({ preventScroll: true });
  return dialog;
}
