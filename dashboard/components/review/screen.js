// One scenario on screen: the shopper at the left, every candidate's slate in a column.

import { element, icon } from "../tile/element.js";
import { lightTogether, openLarge, pictureBox, tile } from "../tile/tile.js";
import { showPictures } from "../tile/pictures.js";

const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric" });
const saidOn = (text) => (text ? day.format(new Date(`${text}T12:00:00`)) : "");

export function makeScreen(page, candidates) {
  const bought = new Set(page.scenario.bought.map((each) => each.product_id));
  const columns = candidates.map((candidate) => column(page, candidate, bought));
  const node = element("div", { class: "screen", dataset: { columns: Math.min(candidates.length, 6) } },
    rail(page, candidates), element("div", { class: "columns" }, columns));
  node.style.setProperty("--count", candidates.length);
  lightTogether(node);
  return { node, page, ready: showPictures(node), columns };
}

function product(page, id) {
  return { id, ...page.products[id] };
}

function rail(page, candidates) {
  const { scenario } = page;
  return element("section", { class: "rail", "aria-label": "The shopper" },
    element("h1", { tabindex: "-1" }, scenario.title),
    element("p", { class: "story" }, scenario.story),
    element("p", { class: "context" }, context(scenario)),
    element("h3", {}, scenario.bought.length ? "Bought before" : "Has bought nothing yet"),
    element("div", { class: "basket" }, scenario.bought.map((each) => owned(page, each))),
    expectations(page, candidates));
}

function context(scenario) {
  const said = Object.entries(scenario.shopper ?? {}).map(
    ([name, value]) => `${name.replaceAll("_", " ")}: ${value}`);
  if (scenario.as_of) said.unshift(`On ${saidOn(scenario.as_of)}`);
  return said.join(" · ");
}

function owned(page, { product_id, quantity, on }) {
  const extra = [quantity > 1 ? `${quantity} pieces` : "", saidOn(on)].filter(Boolean).join(", ");
  return element("button", { class: "tile owned", type: "button", dataset: { product: product_id, rail: "1" } },
    pictureBox(product(page, product_id)),
    element("span", { class: "title" }, page.products[product_id]?.title ?? product_id),
    extra ? element("span", { class: "price" }, extra) : null);
}

function expectations(page, candidates) {
  const sentences = new Map();
  for (const candidate of candidates)
    for (const finding of page.evidence[candidate.id].findings) {
      const entry = sentences.get(finding.sentence) ?? { finding, by: [] };
      entry.by.push({ candidate, finding });
      sentences.set(finding.sentence, entry);
    }
  if (!sentences.size) return null;
  const lines = [...sentences.values()].map(({ finding, by }) =>
    element("li", {},
      element("span", {}, finding.sentence),
      element("span", { class: "by" }, by.map(({ candidate, finding: each }) =>
        element("span", { class: each.met ? "met" : "unmet", title: `${candidate.title}: ${each.met ? "met" : each.detail}` },
          icon(each.met ? "show" : "reservations"),
          element("span", { class: "unseen" }, `${candidate.title}: ${each.met ? "met" : "not met"}`))))));
  return element("div", { class: "expected" },
    element("h3", {}, "A good answer"), element("ul", {}, lines));
}

function column(page, candidate, bought) {
  const evidence = page.evidence[candidate.id];
  const unmet = evidence.findings.filter((finding) => !finding.met);
  const products = evidence.slate.map((each) => product(page, each.product_id));
  return element("section", { class: "column", dataset: { candidate: candidate.id }, "aria-label": candidate.title },
    element("header", {},
      element("h2", {}, candidate.title),
      element("p", { class: unmet.length ? "findings careful" : "findings" }, summary(evidence.findings, unmet))),
    evidence.note ? element("p", { class: "empty" }, evidence.note) : null,
    element("div", { class: "slate" }, evidence.slate.map((each, at) =>
      slateTile(page, evidence, each, products[at], bought, candidate))));
}

function summary(findings, unmet) {
  if (!findings.length) return "";
  if (!unmet.length) return "Everything you asked for";
  return unmet.length === 1 ? unmet[0].detail || unmet[0].sentence : `${unmet.length} things to look at`;
}

function slateTile(page, evidence, each, what, bought, candidate) {
  const marks = evidence.findings
    .filter((finding) => !finding.met && finding.product_ids.includes(each.product_id))
    .map((finding) => ({ kind: "careful", shape: "reservations", text: finding.detail || finding.sentence }));
  if (bought.has(each.product_id)) marks.unshift({ kind: "plain", shape: "bought", text: "Already bought" });
  return tile(what, {
    marks,
    label: `${each.rank}. ${what.title}${marks.length ? `. ${marks.map((mark) => mark.text).join(". ")}` : ""}`,
  });
}

export function openProduct(root, screen, button) {
  const { page } = screen;
  const candidateId = button.closest(".column")?.dataset.candidate;
  const ids = candidateId
    ? page.evidence[candidateId].slate.map((each) => each.product_id)
    : page.scenario.bought.map((each) => each.product_id);
  const notes = (what) => (candidateId ? remarks(page.evidence[candidateId], what.id) : []);
  openLarge(root, ids.map((id) => product(page, id)), ids.indexOf(button.dataset.product), notes);
}

function remarks(evidence, id) {
  const each = evidence.slate.find((one) => one.product_id === id);
  const unmet = evidence.findings.filter((one) => !one.met && one.product_ids.includes(id));
  return [each?.reason, ...unmet.map((one) => one.detail || one.sentence)].filter(Boolean);
}
