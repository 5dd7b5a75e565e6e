// How far a part is covered: a bar, the figure and a word, never colour alone.

import { element, icon } from "../tile/element.js";

const SHAPES = { well: "show", partly: "minus", nobody: "reservations" };

export function levelOf({ level, level_said: word, covered_said: figure }) {
  return element("span", { class: `level ${level}` }, icon(SHAPES[level]), `${figure}, ${word}`);
}

// `most`: the share that fills the whole width; without it every bar does.
export function bar({ share, covered }, most = null) {
  const inner = element("span", { class: "part" });
  inner.style.width = `${100 * covered}%`;
  const outer = element("span", { class: "whole", "aria-hidden": "true" }, inner);
  if (most) outer.style.width = `${(100 * share) / most}%`;
  return outer;
}
