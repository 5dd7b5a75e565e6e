// Whose figures: all shoppers or those of a tag or context, all people or one of them.

import { element } from "../tile/element.js";

const ALL = { tag: ["Tags", "All tags"], segment: ["Shoppers", "All shoppers"], role: ["Roles", "All roles"], person: ["People", "Everybody"] };

export function makeFilters(page) {
  const { choices } = page.answer;
  const kinds = Object.keys(ALL).filter((kind) => choices[kind].length > (kind === "person" ? 1 : 0) || page.part[kind]);
  if (!kinds.length) return "";
  const narrowed = Object.values(page.part).some(Boolean);
  return element("div", { class: "filters", role: "group", "aria-label": "Whose figures" },
    kinds.map((kind) => filter(page, kind, choices[kind])),
    narrowed ? element("button", { type: "button", class: "all", onclick: () => { for (const kind of Object.keys(ALL)) page.part[kind] = ""; return page.narrow("tag", ""); } }, "Show all") : null,
    narrowed ? element("p", { class: "quiet" }, wordsOf(page)) : null);
}

function wordsOf({ answer, part }) {
  const shoppers = `Figures of ${answer.shoppers} shopper${answer.shoppers === 1 ? "" : "s"}`;
  return part.person || part.role ? `${shoppers}, as some people answered; what was settled since does not count here.` : `${shoppers}.`;
}

function filter(page, kind, choices) {
  const [name, all] = ALL[kind];
  const known = choices.some(({ id }) => id === page.part[kind]) || !page.part[kind] ? choices : [...choices, { id: page.part[kind], title: page.part[kind] }];
  const select = element("select", { "aria-label": name, dataset: { choice: kind }, onchange: () => page.narrow(kind, select.value) },
    element("option", { value: "" }, all), known.map(({ id, title }) => element("option", { value: id, selected: id === page.part[kind] }, title)));
  return select;
}
