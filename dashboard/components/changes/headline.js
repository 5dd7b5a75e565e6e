// In two sentences: what this release is compared with, and for how many shoppers it is another.

import { element } from "../tile/element.js";

const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric" });

export function headlineOf(sheet) {
  return element("header", { class: "top" },
    element("p", { class: "release" }, sheet.title),
    element("h1", {}, sheet.since && !sheet.since.on ? "What would change for shoppers" : "What changed since the last GO"),
    element("p", { class: "basis" }, [basisOf(sheet.since), countOf(sheet), waitingOf(sheet)].filter(Boolean).join(" ")));
}

function basisOf(since) {
  if (!since) return "";
  const shown = since.candidate ? `: ${since.candidate}` : "";
  if (!since.on) return `No release was signed GO yet, so it is compared with what the shop shows today${shown}.`;
  return `The shop shows today what was signed GO in “${since.release}” on ${day.format(new Date(`${since.on}T12:00:00`))}${shown}.`;
}

function countOf({ scenarios, unmoved, since }) {
  if (!since || !scenarios.length) return "";
  const of = (kind) => scenarios.filter((each) => each.kind === kind).length;
  const parts = [];
  if (of("moved")) parts.push(`${unmoved ? `${of("moved")} of ${of("moved") + unmoved}` : "all"} shoppers would see something else`);
  if (of("new")) parts.push(`${of("new")} ${of("new") === 1 ? "shopper is" : "shoppers are"} new`);
  if (of("gone")) parts.push(`${of("gone")} ${of("gone") === 1 ? "is" : "are"} no longer asked about`);
  const said = parts.join(", ");
  return `${said.charAt(0).toUpperCase()}${said.slice(1)}.`;
}

function waitingOf({ unnamed, scenarios }) {
  const waiting = scenarios.filter((each) => each.unanswered).length;
  if (unnamed || !waiting) return unnamed;
  return `Answer ${waiting === 1 ? "it" : "them"} first: ${waiting} ${waiting === 1 ? "shopper" : "shoppers"} changed that you have not answered yet.`;
}

export function nothingOf({ since, scenarios, unmoved, name }) {
  const said = !since
    ? "Nothing to compare with yet: no release was signed GO, and this one names no model that the shop shows today."
    : scenarios.length
      ? "No remark of last time still holds."
      : `Nothing moved: all ${unmoved} shoppers would see what they see today.`;
  return element("div", { class: "nothing" }, element("p", {}, said),
    scenarios.length ? null : element("a", { href: `/review?release=${encodeURIComponent(name)}`, target: "_self" }, "Go to the review"));
}
