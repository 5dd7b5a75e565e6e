// One scenario's card. Its pictures are drawn while it is in view; its places hold their room.

import { hasDraft } from "../studio/draft.js";
import { element, icon } from "../tile/element.js";
import { pictureBox } from "../tile/tile.js";

export function makeCard(scenario, suite) {
  const { id, title } = scenario;
  const shown = scenario.bought.length;
  const places = Array.from({ length: shown }, () => element("span", { class: "place" }));
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
  const state = element("p", { class: "state", onclick: open });
  const node = element("article", { class: "card", role: "listitem", dataset: { id } },
    element("div", { class: `strip of-${shown}` }, places, shown ? null : element("p", { class: "nothing" }, "Has bought nothing yet"),
      scenario.more ? element("span", { class: "beyond" }, `+${scenario.more}`) : null,
      hasDraft(suite.person, id) ? element("span", { class: "draft" }, "Not saved yet") : null),
    element("div", { class: "words" },
      element("h2", {}, element("a", { href: `/scenarios?scenario=${id}`, target: "_self", onclick: open }, title)),
      element("p", { class: "story" }, scenario.story)),
    about(scenario),
    element("div", { class: "foot" }, state,
      suite.writes ? element("label", { class: "check" }, check, icon("show")) : null, menu));
  return { node, places, scenario, check, state };
}

// A tag that is the owner's name says nothing more.
function about({ tags, owner }) {
  const others = tags.filter((tag) => tag !== owner);
  return element("p", { class: "about", title: [...others, owner].filter(Boolean).join(", ") },
    others.map((tag) => element("span", { class: "tag" }, tag)),
    owner ? element("span", {}, `Owner: ${owner}`) : null);
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

const SHAPES = { met: "show", unmet: "reservations" };

export function tell(card, finding) {
  const tone = toneOf(finding);
  card.state.className = `state ${tone}`;
  card.state.title = finding.missed ? `Falls short: ${finding.missed}` : finding.sentence;
  card.state.replaceChildren(...(SHAPES[tone] ? [icon(SHAPES[tone])] : []), element("span", {}, finding.sentence));
}

// Only what no model meets asks for a look before it is opened.
function toneOf({ met, unmet }) {
  if (unmet) return met ? "some" : "unmet";
  return met ? "met" : "quiet";
}

export function makeTrouble({ file, faults }) {
  return element("article", { class: "card unread", role: "listitem" },
    element("p", { class: "state unmet" }, icon("reservations"), element("span", {}, "Cannot be read")),
    element("h2", {}, file),
    element("ul", {}, faults.map(({ line, sentence }) =>
      element("li", {}, element("strong", {}, `Line ${line}: `), sentence))),
    element("p", { class: "about" }, "The other scenarios are not touched by it."));
}
