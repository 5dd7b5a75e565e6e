// How far a part is covered: a bar, a word with its shape, the figure; never colour alone.

import { element, icon } from "../tile/element.js";

const SHAPES = { well: "show", partly: "minus", hardly: "reservations", nobody: "refuse" };

export function wordOf({ level, level_said: word }) {
  return element("span", { class: `level ${level}` }, icon(SHAPES[level]), word);
}

export function levelOf(part) {
  return element("span", { class: "levels" }, wordOf(part), element("span", { class: "figure" }, part.covered_said));
}

// `most`: the share that fills the whole width; without it every bar does.
export function bar({ share, covered }, most = null) {
  const inner = element("span", { class: "part" });
  inner.style.width = `${100 * covered}%`;
  const outer = element("span", { class: "whole", "aria-hidden": "true" }, inner);
  if (most) outer.style.width = `${(100 * share) / most}%`;
  return outer;
}
