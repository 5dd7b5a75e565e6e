// The same apart: by tag, by the shoppers' context, by who answered. A row leads to its own figures.

import { element } from "../tile/element.js";
import { openSlates } from "./behind.js";
import { plot } from "./plot.js";

const TITLES = { tag: "By tag", segment: "By kind of shopper", role: "By role of who answered", person: "By who answered" };
const AT_FIRST = 6;

export function makeGroups(page) {
  const kinds = Object.keys(TITLES).filter((kind) => page.answer.groups.some((each) => each.kind === kind));
  if (!kinds.length) return null;
  return element("section", { class: "apart" }, element("h2", {}, "Where it differs"),
    element("p", { class: "quiet lead" }, "How many of each model’s selections people would show as they are. Choose a row to see all figures of it alone."),
    kinds.map((kind) => table(page, kind)));
}

function table(page, kind) {
  const found = page.answer.groups.filter((each) => each.kind === kind);
  const { candidates } = page.answer;
  const rows = found.map((each) => row(page, each));
  const body = element("tbody", {}, rows.slice(0, AT_FIRST));
  const more = element("button", { type: "button", class: "more", onclick: () => { body.append(...rows.slice(AT_FIRST)); more.remove(); } }, `Show all ${rows.length}`);
  const node = element("table", { "aria-label": TITLES[kind] },
    element("thead", {}, element("tr", {}, element("th", { scope: "col" }, TITLES[kind]), candidates.map(({ title }) => element("th", { scope: "col" }, title)))), body);
  return element("div", { class: "kind", dataset: { kind } }, node, rows.length > AT_FIRST ? more : null);
}

function row(page, { kind, id, title, shoppers, by }) {
  return element("tr", {},
    element("th", { scope: "row" },
      element("button", { type: "button", class: "narrow", onclick: () => page.narrow(kind, id).then(() => page.root.scrollIntoView()) }, title),
      element("span", { class: "quiet" }, ` ${shoppers} shopper${shoppers === 1 ? "" : "s"}`)),
    page.answer.candidates.map(({ id: candidate, title: model }) => {
      const here = by[candidate];
      if (!here.whole) return element("td", { class: "quiet" }, "–", element("span", { class: "unseen" }, "No verdict"));
      const label = `${title}, ${model}: ${here.shown} of ${here.whole} selections shown as they are.`;
      const open = () => openSlates(view(page, kind, id), candidate, "said", `${model}, ${title}`);
      const count = `${here.shown} of ${here.whole}`;
      if (here.value === null) return element("td", {}, element("button", { type: "button", class: "narrow few", "aria-label": `${label} Too few for a share. See the selections.`, onclick: open }, count));
      return element("td", {}, element("div", { class: "cell" },
        plot(here, label, open), element("span", { class: "figure", "aria-hidden": "true" }, count)));
    }));
}

// The page as it is, asking for one group alone.
function view(page, kind, id) {
  return {
    root: page.root,
    release: page.release,
    know: (products) => page.know(products),
    product: (each) => page.product(each),
    address: (below, values) => page.address(below, { ...values, [kind]: id }),
  };
}
