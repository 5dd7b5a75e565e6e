// One scenario's card. Its pictures are drawn while it is in view; its places hold their room.

import { element, icon } from "../tile/element.js";
import { pictureBox } from "../tile/tile.js";

const PLACES = 4;

export function makeCard(scenario, suite) {
  const { id, title } = scenario;
  const places = Array.from({ length: PLACES }, () => element("span", { class: "place" }));
  const check = element("input", { type: "checkbox", "aria-label": `Choose ${title}` });
  check.addEventListener("click", (event) => {
    event.stopPropagation();
    suite.choice.toggle(id, event.shiftKey);
  });
  const open = (event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    suite.open({ scenario: id });
  };
  const menu = element("button", { type: "button", class: "dots", "aria-label": `More for ${title}`, "aria-haspopup": "menu" }, "⋯");
  menu.addEventListener("click", () => suite.actions.cardMenu(scenario, menu));
  const state = element("p", { class: "state" });
  const node = element("article", { class: "card", role: "listitem", dataset: { id } },
    element("div", { class: "strip" }, places, scenario.bought.length ? null : element("p", { class: "nothing" }, "Has bought nothing yet"),
      scenario.more ? element("span", { class: "beyond" }, `+${scenario.more}`) : null),
    element("div", { class: "words" },
      element("h2", {}, element("a", { href: `/scenarios?scenario=${id}`, target: "_self", onclick: open }, title)),
      element("p", { class: "story" }, scenario.story)),
    element("p", { class: "about" }, [...scenario.tags, scenario.owner].filter(Boolean).join(" · ")),
    state,
    suite.writes ? element("label", { class: "check" }, check) : null,
    menu);
  return { node, places, scenario, check, state };
}

export function fill(card) {
  if (card.filled) return;
  card.filled = true;
  card.scenario.bought.forEach((product, at) => card.places[at].replaceChildren(pictureBox(product)));
}

// Far out of view its pictures are let go: thousands of them would fill the memory.
export function empty(card) {
  if (!card.filled) return;
  card.filled = false;
  for (const place of card.places) place.replaceChildren();
}

export function tell(card, finding) {
  const tone = finding.unmet ? "unmet" : finding.met ? "met" : "quiet";
  card.state.className = `state ${tone}`;
  card.state.title = finding.sentence;
  card.state.replaceChildren(
    ...(tone === "quiet" ? [] : [icon(finding.unmet ? "reservations" : "show")]),
    element("span", {}, finding.sentence));
}

export function makeTrouble({ file, faults }) {
  return element("article", { class: "card unread", role: "listitem" },
    element("p", { class: "state unmet" }, icon("reservations"), element("span", {}, "Cannot be read")),
    element("h2", {}, file),
    element("ul", {}, faults.map(({ line, sentence }) =>
      element("li", {}, element("strong", {}, `Line ${line}: `), sentence))),
    element("p", { class: "about" }, "The other scenarios are not touched by it."));
}
