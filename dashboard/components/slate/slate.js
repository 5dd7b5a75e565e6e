// Every candidate's slate in a column of its own, the same rank at the same height.

import { element } from "../tile/element.js";
import { tile } from "../tile/tile.js";
import { badge, changesOf } from "./changes.js";

// An unmet expectation of these kinds names the products that are wrong; of the others, such as "at
// least 2 cups", those that count.
const AGAINST = /^(excludes_|only_|at_most_of|price_between|nothing_already_bought|everything_)/;

// `page` has scenario, products and, by candidate id, evidence; `before` is the page before the
// last change, so that what is another since then can be marked; `unasked` is said of a scenario
// that expects nothing of its own, where the shop's expectations are met.
export function makeColumns(page, candidates, before = null, unasked = "Meets every expectation") {
  const met = page.scenario.expectations.length ? "Meets every expectation" : unasked;
  const node = element("div", { class: "columns", dataset: { columns: Math.min(candidates.length, 6) } },
    candidates.map((candidate) => column(page, candidate, { before: before?.evidence[candidate.id], productsBefore: before?.products, met })));
  node.style.setProperty("--count", candidates.length);
  return node;
}

export const productOf = (page, id) => ({ id, ...page.products[id] });

function column(page, candidate, { before, productsBefore, met }) {
  const evidence = page.evidence[candidate.id];
  const changes = before ? changesOf(before.slate, evidence.slate) : null;
  const unmet = evidence.findings.filter((finding) => !finding.met);
  return element("section", { class: "column", dataset: { candidate: candidate.id }, "aria-label": candidate.title },
    element("header", {},
      element("h2", { title: candidate.title }, candidate.title),
      element("p", { class: unmet.length ? "findings careful" : "findings", title: unmet.map(wordsOf).join("\n") || evidence.note || null }, remark(evidence, unmet, met)),
      changes ? departed(changes, productsBefore) : null),
    evidence.slate.length ? null : element("p", { class: "empty" }, evidence.note || "Nothing to show."),
    element("div", { class: "slate" }, evidence.slate.map((each) => slateTile(page, evidence, each, changes?.of(each)))));
}

function remark({ findings, note, slate }, unmet, met) {
  if (unmet.length) {
    const first = wordsOf(unmet[0]);
    return unmet.length > 1 ? `${unmet.length} not met. ${first}` : first;
  }
  if (note && slate.length) return note;
  return findings.length ? met : "";
}

function departed({ left, whole }, products) {
  const titles = left.map((id) => products[id]?.title ?? id);
  const others = titles.length > 1 ? ` and ${titles.length - 1} more` : "";
  const said = titles.length ? `No longer shown: ${titles[0]}${others}` : "";
  return element("p", { class: "departed", title: said ? `No longer shown: ${titles.join(", ")}` : null }, whole || said);
}

function slateTile(page, evidence, each, change) {
  const what = productOf(page, each.product_id);
  const marks = marksOf(page, evidence, each);
  const said = [what.title, ...marks.map((mark) => mark.name), ...(change ? [change.text] : [])];
  return tile(what, { marks, label: [each.rank, ...said].filter(Boolean).join(". "), extra: change ? badge(change) : null });
}

function marksOf(page, evidence, each) {
  const marks = against(evidence, each.product_id)
    .map((finding) => ({ kind: "careful", shape: "reservations", text: wordsOf(finding), name: `Against “${finding.sentence}”` }))
    .slice(0, 2);
  if (page.scenario.bought.some((bought) => bought.product_id === each.product_id))
    marks.unshift({ kind: "plain", shape: "bought", text: "Already bought", name: "Already bought" });
  return marks;
}

const wordsOf = (finding) => finding.detail || finding.sentence;

// The unmet expectations that this product breaks.
const against = ({ findings }, id) => findings.filter(({ met, product_ids, expectation }) =>
  !met && product_ids.includes(id) && Object.keys(expectation).some((name) => AGAINST.test(name)));

// Why it is shown, and what it breaks.
export function remarksOn(evidence, id) {
  const each = evidence.slate.find((one) => one.product_id === id);
  return [each?.reason, ...against(evidence, id).map(wordsOf)].filter(Boolean);
}
