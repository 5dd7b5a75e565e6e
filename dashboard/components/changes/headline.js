// In two sentences: what this release is compared with, and for how many shoppers it is another.

import { element } from "../tile/element.js";

const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric" });

export function headlineOf(sheet) {
  return element("header", { class: "top" },
    element("p", { class: "release" }, sheet.title),
    element("h1", {}, "Changes"),
    element("p", { class: "basis" }, [basisOf(sheet.since), countOf(sheet), waitingOf(sheet)].filter(Boolean).join(" ")),
    questionsOf(sheet));
}

// What did not move would tell which column is the shop's own today.
function answerFirst(unanswered, here) {
  const { name, title, shoppers } = unanswered;
  const where = name === here ? "" : ` in “${title}”, which puts forward the same models`;
  const said = `${shoppers} ${shoppers === 1 ? "shopper waits" : "shoppers wait"} for your answers${where}. What changed for shoppers you see here once you have answered all that is asked of you, so that it does not lead you.`;
  return element("div", { class: "nothing" }, element("p", {}, said),
    element("a", { href: `/review?release=${encodeURIComponent(name)}`, target: "_self" }, "Go to the review"));
}

function basisOf(since) {
  if (!since) return "";
  const on = day.format(new Date(`${since.on}T12:00:00`));
  if (!since.release) return `Compared with ${since.candidate || "the model"} that its proposer named as live when it was opened, on ${on}: no release had been signed GO then.`;
  return `Compared with ${since.candidate ? `${since.candidate}, ` : "what was "}signed GO in “${since.release}” on ${on}. If that is live, shoppers see it now.`;
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

// What was asked in earlier releases and nobody has resolved, with the way to the first of it.
function questionsOf({ name, questions, asked_about }) {
  if (!questions) return null;
  const address = new URLSearchParams({ release: name, scenario: asked_about, talk: "open" });
  return element("p", { class: "questions" },
    `${questions === 1 ? "1 question of last time is open." : `${questions} questions of last time are open.`} `,
    element("a", { href: `/review?${address}`, target: "_self" }, questions === 1 ? "Read it" : "Read them"));
}

export function nothingOf({ unanswered, since, unmoved, name }) {
  if (unanswered) return answerFirst(unanswered, name);
  const said = since
    ? `Nothing moved: all ${unmoved} shoppers would see the same as before.`
    : "Nothing to compare with: no release had been signed GO when this one was opened, and its proposer named no model as live.";
  return element("div", { class: "nothing" }, element("p", {}, said),
    element("a", { href: `/review?release=${encodeURIComponent(name)}`, target: "_self" }, "Go to the review"));
}
