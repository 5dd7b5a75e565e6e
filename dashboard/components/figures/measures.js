// The figures of every model beside each other, a section for each question.

import { element, icon } from "../tile/element.js";
import { openSlates } from "./behind.js";
import { plot, said } from "./plot.js";

const PARTS = [
  { id: "shown", shape: "show", word: "as they are", heading: "selections people would show as they are", tone: "go" },
  { id: "reserved", shape: "reservations", word: "with reservations", heading: "selections people would show with reservations", tone: "careful" },
  { id: "refused", shape: "refuse", word: "not at all", heading: "selections people would not show", tone: "no" },
];
const BEHIND = { preferred: "preferred", suited: "judged", order: "judged", parted: "judged" };
const HEADINGS = { preferred: "selections people would rather show", judged: "selections, the least suiting first" };

export function makeMeasures(page, ids) {
  const found = ids.map((id) => page.answer.measures.find((each) => each.id === id)).filter((each) => !saidBefore(page, each));
  return element("div", { class: ids.length > 1 ? "measures" : "measures first" }, found.map((each) => measure(page, each)));
}

const unknown = ({ value }) => value === null;

// Three questions rest on the judgements; where they are too few, that is said once.
function saidBefore({ answer }, { id, rows }) {
  const suited = answer.measures.find((each) => each.id === "suited");
  return ["order", "parted"].includes(id) && rows.every(unknown) && suited.rows.every(unknown);
}

function measure(page, { id, title, rows, counted, needed }) {
  return element("section", { class: "measure", dataset: { measure: id } },
    element("div", { class: "asked" }, element("h2", {}, title),
      element("details", { class: "counted" }, element("summary", {}, "How this is counted"), element("p", {}, counted))),
    rows.every(unknown) ? null : element("div", { class: "scale", "aria-hidden": "true" }, element("span", { class: "ends" }, ["0 %", "50 %", "100 %"].map((text) => element("span", {}, text)))),
    element("ul", { class: "models" }, rows.map((row) => model(page, id, row))),
    needed ? element("p", { class: "quiet needed" }, needed) : null,
    id === "preferred" && page.answer.apart.length ? element("p", { class: "quiet" }, "Some models were never compared with each other; between those the order means nothing.") : null);
}

function model(page, id, row) {
  const { title, tag } = page.answer.candidates.find((each) => each.id === row.candidate);
  const open = (which, heading) => () => openSlates(page, row.candidate, which, heading);
  const main = id === "shown"
    ? open("said", `${title}: all selections, the worst first`)
    : open(BEHIND[id], `${title}: ${HEADINGS[BEHIND[id]]}`);
  return element("li", { class: unknown(row) ? "model unknown" : "model", dataset: { candidate: row.candidate } },
    element("div", { class: "whose" }, element("h3", {}, title), tag ? element("span", { class: "quiet" }, tag) : null),
    unknown(row) ? null : plot(row, row.sentence, main),
    unknown(row) ? null : element("span", { class: "figure" }, said(row.value)),
    element("div", { class: "told" },
      element("p", {}, row.sentence, unknown(row) && row.behind ? element("button", { type: "button", class: "narrow", onclick: main, "aria-label": `See the selections of ${title}` }, "See the selections") : null, row.judged ? element("span", { class: "quiet" }, ` ${row.judged}.`) : null),
      id === "shown" && row.whole ? parts(page, row, title, open) : null,
      row.risk ? element("p", { class: "quiet" }, row.risk) : null));
}

// One bar in three parts, each as wide as its share; the words below lead to the slates.
function parts(page, row, title, open) {
  const here = PARTS.filter(({ id }) => row[id]).map((each) => ({ ...each, onclick: open(each.id, `${title}: ${each.heading}`) }));
  return element("div", { class: "parts" },
    element("div", { class: "bar", "aria-hidden": "true" }, here.map(({ id, tone, onclick }) => {
      const piece = element("span", { class: `length ${tone}`, onclick });
      piece.style.flexGrow = row[id];
      return piece;
    })),
    element("div", { class: "pieces" }, here.map(({ id, shape, word, tone, onclick }) =>
      element("button", { type: "button", class: `piece ${tone}`, dataset: { part: id }, "aria-label": `${row[id]} of ${row.whole} selections of ${title}: ${word}. See them.`, onclick },
        icon(shape), `${row[id]} ${word}`))));
}
