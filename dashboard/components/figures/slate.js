// One slate behind a figure: for whom, whose, its pictures with what people said of them.

import { element, icon } from "../tile/element.js";
import { openLarge, pictureBox, tile } from "../tile/tile.js";

const WORDS = { show: "Show", "show with reservations": "With reservations", "do not show": "Do not show" };
const SHAPES = { show: "show", "show with reservations": "reservations", "do not show": "refuse", suits: "show", doubtful: "reservations", never: "refuse" };
const TONES = { show: "go", "show with reservations": "careful", "do not show": "no", suits: "go", doubtful: "careful", never: "no" };
const OPINIONS = { suits: "Suits", doubtful: "Doubtful", never: "Never" };

export const addressOf = (page, scenario) =>
  `/review?release=${encodeURIComponent(page.release)}&scenario=${encodeURIComponent(scenario)}`;

export function slateCard(page, slate, root) {
  const products = slate.products.map((id) => page.product(id));
  return element("article", { class: "slate-card", dataset: { scenario: slate.scenario, candidate: slate.candidate } },
    element("header", {},
      element("h3", {}, element("a", { href: addressOf(page, slate.scenario), target: "_self" }, slate.title)),
      element("p", { class: "quiet" }, slate.model)),
    slate.bought.length ? element("div", { class: "bought" }, element("span", { class: "quiet" }, "Bought"),
      element("span", { class: "basket" }, slate.bought.slice(0, 5).map((id) => pictureBox(page.product(id))))) : null,
    products.length
      ? element("div", { class: "strip" }, products.map((each, at) => tile(each, {
        price: false, marks: slate.marks[each.id] ? [markOf(slate.marks[each.id])] : [],
        label: [each.title, slate.marks[each.id] && OPINIONS[slate.marks[each.id]]].filter(Boolean).join(". "),
        onclick: () => openLarge(root ?? page.root, products, at),
      })))
      : element("p", { class: "quiet" }, "Nothing was shown."),
    element("ul", { class: "verdicts" }, slate.verdicts.map(verdictLine),
      slate.settled ? element("li", { class: "quiet" }, `Settled: ${WORDS[slate.value].toLowerCase()}.`) : null));
}

function markOf(opinion) {
  return { kind: TONES[opinion], shape: SHAPES[opinion], text: OPINIONS[opinion] };
}

export function verdictLine({ who, value, comment }) {
  return element("li", { class: `verdict ${TONES[value]}` }, icon(SHAPES[value]),
    element("span", {}, element("b", {}, WORDS[value] ?? OPINIONS[value]), ` · ${who}`, comment ? element("q", {}, comment) : null));
}
