// How every model meets one expectation: a mark a column, in the order of the columns.

import { element, icon } from "../tile/element.js";

const MOST_NAMED = 2;

// `by`: the finding by candidate id; a candidate that could not be asked has none.
export function makeMarks(candidates, by) {
  const marks = candidates.map((candidate) => mark(candidate, by[candidate.id]));
  if (marks.length) marks[0].tabIndex = 0;
  return element("span", { class: "by" }, marks, element("span", { class: "quiet" }, summary(candidates, by)));
}

// The column of the mark that the hand or the focus is on stands out of the others.
export function lightColumns(node) {
  for (const name of ["mouseover", "focusin"]) node.addEventListener(name, ({ target }) => light(node, target.closest(".finding")));
  for (const name of ["mouseleave", "focusout"]) node.addEventListener(name, () => light(node, null));
  node.addEventListener("keydown", (event) => step(event, event.target.closest(".finding")));
}

function light(node, mark) {
  for (const column of node.getRootNode().querySelectorAll(".column"))
    column.classList.toggle("lit", column.dataset.candidate === mark?.dataset.candidate);
}

// The marks of one line are one stop of the keyboard; arrows walk them.
function step(event, mark) {
  const next = mark && { ArrowRight: mark.nextElementSibling, ArrowLeft: mark.previousElementSibling }[event.key];
  if (!next?.matches(".finding")) return;
  event.preventDefault();
  mark.tabIndex = -1;
  next.tabIndex = 0;
  next.focus();
}

function mark({ id, title }, finding) {
  const state = !finding ? "unasked" : finding.met ? "met" : "unmet";
  const said = { unasked: "not checked", met: "met", unmet: "not met" }[state];
  const shape = { unasked: "minus", met: "show", unmet: "refuse" }[state];
  const told = `${title}: ${said}${finding?.detail ? `. ${finding.detail}` : ""}`;
  return element("span", { class: `finding ${state}`, role: "img", tabindex: -1, title: told, "aria-label": told, dataset: { candidate: id } }, icon(shape));
}

function summary(candidates, by) {
  const asked = candidates.filter(({ id }) => by[id]);
  const met = asked.filter(({ id }) => by[id].met);
  const unmet = asked.filter(({ id }) => !by[id].met);
  if (!asked.length) return "";
  if (asked.length === 1) return met.length ? "Met" : "Not met";
  if (!unmet.length) return "Every model meets it";
  if (!met.length) return "No model meets it";
  if (Math.min(met.length, unmet.length) > MOST_NAMED) return `${met.length} of ${asked.length} models meet it`;
  return met.length <= unmet.length ? `Only ${names(met)} ${met.length > 1 ? "meet" : "meets"} it` : `All but ${names(unmet)} meet it`;
}

const names = (candidates) => candidates.map(({ title }) => title).join(" and ");
