// How every model meets one expectation: a mark a column, in the order of the columns.

import { element, icon } from "../tile/element.js";

// `by`: the finding by candidate id; a candidate that could not be asked has none.
export function makeMarks(candidates, by) {
  const marks = candidates.map((candidate) => mark(candidate, by[candidate.id]));
  return element("span", { class: "by" }, marks, element("span", { class: "quiet" }, summary(candidates, by)));
}

function mark({ id, title }, finding) {
  const state = !finding ? "unasked" : finding.met ? "met" : "unmet";
  const said = { unasked: "not checked", met: "met", unmet: "not met" }[state];
  const shape = { unasked: "minus", met: "show", unmet: "refuse" }[state];
  const told = `${title}: ${said}${finding?.detail ? `. ${finding.detail}` : ""}`;
  return element("span", { class: `finding ${state}`, role: "img", title: told, "aria-label": told, dataset: { candidate: id } }, icon(shape));
}

function summary(candidates, by) {
  const asked = candidates.filter(({ id }) => by[id]);
  const met = asked.filter(({ id }) => by[id].met).length;
  if (!asked.length) return "";
  if (met === asked.length) return asked.length > 1 ? "All models meet it" : "Met";
  if (!met) return asked.length > 1 ? "No model meets it" : "Not met";
  return `${met} of ${asked.length} models meet it`;
}
