// The shopper at the left: the story, what was bought, what a good answer looks like.

import { element, icon } from "../tile/element.js";
import { pictureBox } from "../tile/tile.js";
import { productOf } from "../slate/slate.js";
import { SWIPED } from "./swiping.js";

const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric" });
const saidOn = (text) => (text ? day.format(new Date(`${text}T12:00:00`)) : "");

// `columns`: {id, title} of each, `id` its letter.
export function makeRail(page, columns) {
  const { scenario } = page;
  const more = element("button", { type: "button", class: "more", "aria-expanded": "false", onclick: () => turn() }, "More");
  const turn = () => {
    const whole = rail.classList.toggle("whole");
    more.setAttribute("aria-expanded", String(whole));
    more.textContent = whole ? "Less" : "More";
  };
  const rail = element("section", { class: "rail", "aria-label": "The shopper" },
    element("h1", { tabindex: "-1" }, scenario.title),
    element("p", { class: "story", onclick: () => matchMedia(SWIPED).matches && turn() }, scenario.story),
    element("p", { class: "context" }, context(page)),
    more,
    element("h2", { class: "before" }, scenario.bought.length ? "Bought before" : "Has bought nothing yet"),
    element("div", { class: "basket" }, scenario.bought.map((each) => owned(page, each))),
    expectations(page, columns));
  return rail;
}

function context({ scenario, context }) {
  const day = scenario.as_of ? [`On ${saidOn(scenario.as_of)}`] : [];
  return [...day, ...context].join(" · ");
}

function owned(page, { product_id, quantity, on }) {
  const extra = [quantity > 1 ? `${quantity} pieces` : "", saidOn(on)].filter(Boolean);
  const title = page.products[product_id]?.title ?? product_id;
  return element("button", { class: "tile owned", type: "button", dataset: { product: product_id, rail: "1" }, "aria-label": [title, ...extra].join(", ") },
    pictureBox(productOf(page, product_id)),
    element("span", { class: "title" }, title),
    extra.map((text) => element("span", { class: "price" }, text)));
}

function expectations(page, columns) {
  const sentences = new Map();
  for (const column of columns)
    for (const finding of page.evidence[column.id].findings) {
      const entry = sentences.get(finding.sentence) ?? [];
      if (entry.at(-1)?.column !== column) entry.push({ column, finding });
      sentences.set(finding.sentence, entry);
    }
  if (!sentences.size) return null;
  return element("details", { class: "expected", open: !matchMedia(SWIPED).matches },
    element("summary", {}, element("h2", {}, "A good answer"), " ", missed([...sentences.values()])),
    element("ul", {}, head(columns), [...sentences].map(([sentence, by]) =>
      element("li", {}, element("span", {}, sentence), element("span", { class: "by" }, by.map(met))))));
}

// Which column each mark below is of; the marks themselves name it to those who hear the page.
function head(columns) {
  return element("li", { class: "letters", "aria-hidden": "true" }, element("span", { class: "by" }, columns.map(({ id }) => element("span", {}, id))));
}

function missed(all) {
  const count = all.filter((by) => by.some(({ finding }) => !finding.met)).length;
  const text = count ? `${count} of ${all.length} not met in some column` : "met in every column";
  return element("span", { class: count ? "count unmet" : "count met" }, icon(count ? "reservations" : "show"), text);
}

function met({ column, finding }) {
  return element("span", { class: finding.met ? "met" : "unmet", title: `${column.title}: ${finding.met ? "met" : finding.detail}` },
    icon(finding.met ? "show" : "reservations"),
    element("span", { class: "unseen" }, `${column.title}: ${finding.met ? "met" : "not met"}`));
}
