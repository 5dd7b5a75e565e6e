// What changed from one scenario to another, in words and pictures.

import { send } from "../tile/address.js";
import { element } from "../tile/element.js";
import { pictureBox } from "../tile/tile.js";

const MOST_NAMED = 2;
const MOST_SHOWN = 6;

// {changes, products}; null stands for no scenario.
export const compare = (before, after) => send("/api/scenarios/changes", { before, after });

export function makeChanges(changes, products) {
  return element("ul", { class: "changes" }, changes.map(({ kind, text, product_ids }) => element("li", { dataset: { kind } },
    product_ids.length ? makeStrip(product_ids, products) : null,
    element("span", {}, text))));
}

// Small pictures in a row; those beyond the first few are counted.
export function makeStrip(ids, products, most = MOST_SHOWN) {
  const shown = ids.slice(0, most).map((id) => products[id] ?? { id, title: id, available: true });
  return element("span", { class: "strip" },
    shown.map((product) => element("span", { class: "small", title: product.title }, pictureBox(product))),
    ids.length > most ? element("span", { class: "more" }, `+${ids.length - most}`) : null);
}

// What somebody would say of it in the history.
export function messageOf(changes, products) {
  const said = changes.map((each) => phrase(each, products));
  const rest = said.length - MOST_NAMED;
  return `${said.slice(0, MOST_NAMED).join("; ")}${rest > 0 ? `; and ${rest} more` : ""}`.replace(/^./, (first) => first.toUpperCase());
}

function phrase({ kind, text, product_ids }, products) {
  const titles = product_ids.slice(0, MOST_NAMED).map((id) => products[id]?.title ?? id).join(", ");
  const rest = product_ids.length > MOST_NAMED ? ` and ${product_ids.length - MOST_NAMED} more` : "";
  if (kind === "added") return `add ${titles}${rest}`;
  if (kind === "words") return text.startsWith("Title") ? "new title" : "new story";
  if (kind === "removed") return `take out ${titles}${rest}`;
  return text.replace(/^Expects now: /, "expect ").replace(/^./, (first) => first.toLowerCase()).replace(/(, because: |\. Before: ).*$/s, "").split("\n")[0];
}
