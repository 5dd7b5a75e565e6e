// One shopper: what stood for them before, and below it what each column would show instead.

import { element, icon } from "../tile/element.js";
import { pictureBox } from "../tile/tile.js";
import { nameOf } from "./name.js";
import { remarksOf } from "./remarks.js";
import { makeRow } from "./row.js";

const MOST_BOUGHT = 4;
const KINDS = {
  new: "New: nobody was asked about this shopper last time.",
  gone: "No longer among the shoppers of this release. This is what stood for them before.",
};

export function makeCard(root, sheet, scenario) {
  const { id, title, kind, bought } = scenario;
  const products = kind === "gone" ? sheet.products_before : sheet.products;
  const owned = bought.slice(0, MOST_BOUGHT).filter((each) => products[each]);
  return element("section", { class: "card", dataset: { scenario: id }, "aria-label": title },
    element("header", {},
      element("span", { class: "bought", role: "img", "aria-label": owned.length ? `Bought before: ${owned.map((each) => products[each].title).join(", ")}` : "Has bought nothing yet" },
        owned.map((each) => pictureBox({ id: each, ...products[each] }))),
      element("div", { class: "named" }, element("h2", {}, title), element("p", { class: "quiet" }, sentenceOf(scenario, sheet))),
      kind === "gone" ? null : wayTo(sheet, scenario)),
    rowsOf(root, sheet, scenario),
    remarksOf(scenario, sheet.products_before));
}

function wayTo({ name }, { id, title }) {
  const address = `/review?release=${encodeURIComponent(name)}&scenario=${encodeURIComponent(id)}`;
  return element("a", { class: "way", href: address, target: "_self", "aria-label": `See “${title}” in the review` }, "See it in the review", icon("right"));
}

function sentenceOf({ kind, unanswered, veiled, reshaped, before, columns }, { unnamed }) {
  if (KINDS[kind]) return KINDS[kind];
  const shopper = reshaped ? "The shopper changed too." : "";
  if (unanswered) return [shopper, unnamed ? "What changed, you see here once names are shown." : "Answer this one first: then you see here what changed."].filter(Boolean).join(" ");
  if (veiled) return [shopper, "Which column shows what, you see here once names are shown."].filter(Boolean).join(" ");
  const same = columns.filter((each) => !each.moved);
  const names = same.map(nameOf).join(" and ");
  return [shopper, same.length ? `${names} ${same.length === 1 ? "shows" : "show"} the same as before.` : "", before.length ? "" : "Before, nothing was recommended to them."].filter(Boolean).join(" ");
}

function rowsOf(root, sheet, { kind, unanswered, veiled, before, columns }) {
  if (kind === "new" || unanswered) return null;
  const today = before.map((each) => ({ ...each, product: { id: each.product_id, ...sheet.products_before[each.product_id] } }));
  const rows = columns.filter((each) => each.moved).map((each) => {
    const name = veiled ? "New in one column or another" : nameOf(each);
    const slate = each.slate.map((one) => ({ ...one, product: { id: one.product_id, ...sheet.products[one.product_id] } }));
    const left = each.left.map((id) => ({ id, ...sheet.products_before[id] }));
    return makeRow(root, name, slate, { summary: veiled ? "" : summaryOf(each), left });
  });
  return element("div", { class: "rows" }, today.length ? makeRow(root, "Before", today) : null, rows);
}

function summaryOf({ slate, left }) {
  const count = (...moves) => slate.filter(({ move }) => moves.includes(move)).length;
  if (left.length && count("came") === slate.length) return "Everything is different";
  const parts = [[count("came"), "new"], [left.length, "gone"], [count("rose"), "rose"], [count("fell"), "fell"], [count("redrawn"), "with a new look"]];
  return parts.filter(([number]) => number).map(([number, word]) => `${number} ${word}`).join(", ");
}
