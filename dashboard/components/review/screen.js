// One scenario on screen: the shopper at the left, every candidate's slate beside it.

import { element, icon } from "../tile/element.js";
import { lightTogether, pictureBox } from "../tile/tile.js";
import { showPictures } from "../tile/pictures.js";
import { makeColumns, productOf } from "../slate/slate.js";

const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric" });
const saidOn = (text) => (text ? day.format(new Date(`${text}T12:00:00`)) : "");

export function makeScreen(page, candidates) {
  const node = element("div", { class: "screen" }, rail(page, candidates), makeColumns(page, candidates));
  lightTogether(node);
  return { node, page, ready: showPictures(node) };
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
  const extra = [quantity > 1 ? `${quantity} pieces` : "", saidOn(on)].filter(Boolean);
  return element("button", { class: "tile owned", type: "button", dataset: { product: product_id, rail: "1" } },
    pictureBox(productOf(page, product_id)),
    element("span", { class: "title" }, page.products[product_id]?.title ?? product_id),
    extra.map((text) => element("span", { class: "price" }, text)));
}

function expectations(page, candidates) {
  const sentences = new Map();
  for (const candidate of candidates)
    for (const finding of page.evidence[candidate.id].findings) {
      const entry = sentences.get(finding.sentence) ?? { finding, by: [] };
      if (entry.by.at(-1)?.candidate !== candidate) entry.by.push({ candidate, finding });
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
