// What an earlier revision of the release left waiting in this browser. Judgements and remarks do
// not depend on the revision and wait for this one from now on; the rest is told once.

import { element } from "../tile/element.js";
import { lasting } from "../tile/storage.js";
import { partsOf } from "./answers.js";
import { isLetter } from "./outbox.js";

const PLACE = /^(\d+)(:talk)?\|(.*)$/s;

// `name`: what the places of this person's answers to this release begin with. Gives what cannot
// be said of this revision: [{place, key, letter}].
export function gatherEarlier({ revision, scenarios }, name) {
  const left = [];
  for (const place of lasting.places(name)) {
    const [, before, talk = "", key] = place.slice(name.length).match(PLACE) ?? [];
    const letter = key && Number(before) < revision ? lasting.readRecord(place, isLetter) : null;
    if (!letter) continue;
    const scenario = talk ? remarkedIn(letter.content, scenarios) : judgedIn(key, letter.content, scenarios);
    if (scenario) hand(place, `${name}${revision}${talk}|${key}`, renewed(letter, { revision, scenario: scenario.id }));
    else left.push({ place, key, letter });
  }
  return left;
}

// The letters of the columns are other slates' now.
function remarkedIn({ scenario, column, thread }, scenarios) {
  return column && !thread ? null : scenarios.find(({ id }) => id === scenario);
}

function judgedIn(key, { scenario }, scenarios) {
  const { kind, place } = partsOf(key);
  const same = kind === "judgements" ? scenarios.filter(({ situation }) => situation === place) : [];
  return same.find(({ id }) => id === scenario) ?? same[0];
}

function renewed({ content, sent, ...letter }, now) {
  return { ...letter, content: { ...content, ...now }, sent: sent && { ...sent, ...now } };
}

// What was said there since counts.
function hand(place, next, letter) {
  lasting.drop(place);
  if (!lasting.read(next)) lasting.put(next, JSON.stringify(letter));
}

// `words(key, content)` tells an answer. It is forgotten once the person has read it.
export function drawEarlier(left, words) {
  const node = element("div", { class: "banner earlier", role: "status" },
    element("p", {}, "The release was revised before these answers of yours could be stored. They were about what is not shown any more, or stands in another column now: say them again where they still matter."),
    element("ul", {}, left.map(({ key, letter }) => element("li", {}, said(key, letter, words)))),
    element("button", { type: "button", onclick: () => forget(left, node) }, "Understood"));
  return node;
}

function said(key, { shopper, content }, words) {
  const about = [shopper, content.column && `column ${content.column}`].filter(Boolean).join(", ");
  return `${about}: ${"text" in content ? `“${content.text}”` : words(key, content)}`;
}

function forget(left, node) {
  for (const { place } of left) lasting.drop(place);
  node.remove();
}
