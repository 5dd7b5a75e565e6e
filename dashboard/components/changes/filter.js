// All that moved, or only where a remark of last time still holds.

import { element } from "../tile/element.js";

const remarked = ({ remarks }) => remarks.some((each) => each.there);

// Nothing where no remark holds: there is only one thing to show then.
export function makeFilter(scenarios, show) {
  const holding = scenarios.flatMap(({ remarks }) => remarks).filter(({ there }) => there).length;
  if (!holding) return null;
  const choices = [
    [["Everything that changed", element("span", { class: "count" }, String(scenarios.length))], scenarios],
    [[`${holding} remark${holding === 1 ? "" : "s"} of last time still hold${holding === 1 ? "s" : ""}`], scenarios.filter(remarked)],
  ];
  const buttons = choices.map(([label, chosen]) =>
    element("button", { type: "button", "aria-pressed": "false", onclick: ({ currentTarget }) => choose(currentTarget, chosen) }, label));
  const choose = (button, chosen) => {
    for (const each of buttons) each.setAttribute("aria-pressed", String(each === button));
    show(chosen);
  };
  buttons[0].setAttribute("aria-pressed", "true");
  return element("div", { class: "filter", role: "group", "aria-label": "Show" }, buttons);
}
