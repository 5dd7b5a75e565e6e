// A share on a line from 0 to 100 %: the dot, and the whiskers between which the truth may lie.

import { element } from "../tile/element.js";

const SPACE = "http://www.w3.org/2000/svg";
const percent = (share) => `${(100 * share).toFixed(2)}%`;

export const said = (share) => `${Math.round(100 * share)} %`;

function shape(name, properties, ...children) {
  const node = document.createElementNS(SPACE, name);
  for (const [key, value] of Object.entries(properties)) node.setAttribute(key, value);
  node.append(...children);
  return node;
}

// `onclick` opens the pictures behind it; `label` says all that the drawing shows.
export function plot({ value, low, high }, label, onclick) {
  const drawing = shape("svg", { class: "plot", "aria-hidden": "true", focusable: "false" },
    shape("line", { class: "axis", x1: "0", x2: "100%", y1: "50%", y2: "50%" }),
    ...[0, 0.25, 0.5, 0.75, 1].map((at) => shape("line", { class: "tick", x1: percent(at), x2: percent(at), y1: "30%", y2: "70%" })));
  if (low !== null)
    drawing.append(shape("line", { class: "whisker", x1: percent(low), x2: percent(high), y1: "50%", y2: "50%" }),
      ...[low, high].filter((at) => Math.abs(at - value) > 0.01).map((at) => shape("line", { class: "end", x1: percent(at), x2: percent(at), y1: "28%", y2: "72%" })));
  drawing.append(shape("circle", { class: "dot", cx: percent(value), cy: "50%", r: "6" }));
  return element("button", { type: "button", class: "plotted", "aria-label": `${label} See the selections.`, onclick }, drawing);
}
