// All that moved, or only where a remark of last time is still there.

import { element } from "../tile/element.js";

const remarked = ({ remarks }) => remarks.some((each) => each.there);

export function makeFilter(scenarios, show) {
  const choices = [["Everything that changed", scenarios], ["Remarks still there", scenarios.filter(remarked)]];
  const buttons = choices.map(([label, chosen]) =>
    element("button", { type: "button", "aria-pressed": "false", onclick: ({ currentTarget }) => choose(currentTarget, chosen) },
      label, element("span", { class: "count" }, String(chosen.length))));
  const choose = (button, chosen) => {
    for (const each of buttons) each.setAttribute("aria-pressed", String(each === button));
    show(chosen);
  };
  buttons[0].setAttribute("aria-pressed", "true");
  return element("div", { class: "filter", role: "group", "aria-label": "Show" }, buttons);
}
