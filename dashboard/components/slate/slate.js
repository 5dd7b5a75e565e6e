// Every candidate's slate in a column of its own, the same rank at the same height.

import { element } from "../tile/element.js";
import { openLarge, tile } from "../tile/tile.js";
import { badge, changesOf } from "./changes.js";

// `page` has scenario, products and, by candidate id, evidence; `before` is the page before the
// last change, so that what is another since then can be marked.
export function makeColumns(page, candidates, before = null) {
  const node = element("div", { class: "columns", dataset: { columns: Math.min(candidates.length, 6) } },
    candidates.map((candidate) => column(page, candidate, before?.evidence[candidate.id], before?.products)));
  node.style.setProperty("--count", candidates.length);
  return node;
}

export const productOf = (page, id) => ({ id, ...page.products[id] });

function column(page, candidate, before, productsBefore) {
  const evidence = page.evidence[candidate.id];
  const changes = before ? changesOf(before.slate, evidence.slate) : null;
  const unmet = evidence.findings.filter((finding) => !finding.met);
  return element("section", { class: "column", dataset: { candidate: candidate.id }, "aria-label": candidate.title },
    element("header", {},
      element("h2", { title: candidate.title }, candidate.title),
      element("p", { class: unmet.length ? "findings careful" : "findings", title: unmet.map((each) => each.detail || each.sentence).join("\n") || null }, remark(evidence, unmet)),
      changes ? departed(changes.left, productsBefore) : null),
    evidence.slate.length ? null : element("p", { class: "empty" }, evidence.note || "Nothing to show."),
    element("div", { class: "slate" }, evidence.slate.map((each) => slateTile(page, evidence, each, changes?.of(each)))));
}

function remark({ findings, note, slate }, unmet) {
  if (unmet.length) {
    const first = unmet[0].detail || unmet[0].sentence;
    return unmet.length > 1 ? `${unmet.length} not met. ${first}` : first;
  }
  if (note && slate.length) return note;
  return findings.length ? "Meets every expectation" : "";
}

function departed(ids, products) {
  const titles = ids.map((id) => products[id]?.title ?? id);
  const said = titles.length ? `${titles.length} left: ${titles.join(", ")}` : "";
  return element("p", { class: "departed", title: said || null }, said);
}

function slateTile(page, evidence, each, change) {
  const what = productOf(page, each.product_id);
  const marks = marksOf(page, evidence, each);
  const said = [what.title, ...marks.map((mark) => mark.text), ...(change ? [change.text] : [])];
  return tile(what, { marks, label: `${each.rank}. ${said.join(". ")}`, extra: change ? badge(change) : null });
}

function marksOf(page, evidence, each) {
  const marks = evidence.findings
    .filter((finding) => !finding.met && finding.product_ids.includes(each.product_id))
    .map((finding) => ({ kind: "careful", shape: "reservations", text: finding.detail || finding.sentence }))
    .slice(0, 2);
  if (page.scenario.bought.some((bought) => bought.product_id === each.product_id))
    marks.unshift({ kind: "plain", shape: "bought", text: "Already bought" });
  return marks;
}

// Opens the large picture of the tile `button`; the arrows walk along its own slate or basket.
export function openProduct(root, page, button) {
  const evidence = page.evidence[button.closest(".column")?.dataset.candidate];
  const ids = (evidence?.slate ?? page.scenario.bought).map((each) => each.product_id);
  const remarks = (what) => (evidence ? remarksOn(evidence, what.id) : []);
  openLarge(root, ids.map((id) => productOf(page, id)), ids.indexOf(button.dataset.product), remarks);
}

function remarksOn(evidence, id) {
  const each = evidence.slate.find((one) => one.product_id === id);
  const unmet = evidence.findings.filter((one) => !one.met && one.product_ids.includes(id));
  return [each?.reason, ...unmet.map((one) => one.detail || one.sentence)].filter(Boolean);
}
