// The bar at the bottom: a verdict, a preference and a comment a column, and the way on.

import { element, icon } from "../tile/element.js";
import { Hint } from "./hint.js";
import { verdictsOfOthers } from "./others.js";
import { Tabs } from "./tabs.js";
import { NO_DIFFERENCE, RATHER, VERDICTS, saidBefore } from "./words.js";

const BEST = "Best of these (b, or Shift and its number)";

export class Bar {
  // `actions`: choose(letter, value), prefer(letter), even(), comment(letter), next(), back(),
  // goTo(letter).
  constructor(actions) {
    this.actions = actions;
    this.next = element("button", { type: "button", class: "next", onclick: actions.next }, "Next shopper");
    this.back = element("button", { type: "button", class: "back", onclick: actions.back, "aria-label": "Previous shopper" }, icon("left"));
    this.even = element("button", { type: "button", class: "even", "aria-pressed": "false", title: "No difference (=)", onclick: actions.even }, icon("same"), element("span", {}, NO_DIFFERENCE));
    this.columns = element("div", { class: "columns" });
    // Where the bar is all that a hand reaches, the way into talking is here.
    this.talking = element("span", { class: "talk-place" });
    this.tabs = new Tabs(actions.goTo);
    this.hint = new Hint();
    this.node = element("div", { class: "bar" }, this.hint.node,
      element("div", { class: "way" }, this.even, this.back, this.next, this.talking), this.tabs.node, this.columns);
  }

  // The cells of one scenario; the same letters stand for others in the next.
  place(columns) {
    const cells = columns.map((column) => new Cell(column, this.actions));
    this.cells = new Map(cells.map((cell) => [cell.letter, cell]));
    this.columns.replaceChildren(...cells.map(({ node }) => node));
    this.node.style.setProperty("--count", columns.length);
    this.even.hidden = columns.length < 2;
    this.tabs.place(columns);
    this.hint.clear();
  }

  activate(letter) {
    for (const [each, { node }] of this.cells) node.classList.toggle("active", each === letter);
    this.tabs.activate(letter);
  }

  // Whether an answer counts: not while the column named is on its way into view.
  settle(yes) {
    for (const button of this.columns.querySelectorAll("button")) button.setAttribute("aria-disabled", String(!yes));
  }

  // Where a focus on `focused` belongs in another column.
  twinOf(focused, letter) {
    if (focused.matches(".tab")) return this.tabs.tabs.get(letter);
    const within = (each) => [...this.cells.get(each).node.querySelectorAll("button")];
    const own = focused.closest(".cell");
    return own ? within(letter)[within(own.dataset.candidate).indexOf(focused)] : null;
  }

  partsOf(letter) {
    return [this.cells.get(letter).node, this.tabs.tabs.get(letter)];
  }

  drawVerdict(letter, answer, others) {
    this.cells.get(letter).draw(answer, others);
    this.tabs.draw(letter, answer);
  }

  drawPreference({ best, carried }) {
    const even = best.length === this.cells.size;
    for (const [letter, cell] of this.cells) cell.prefer(best.includes(letter) && !even, saidBefore(carried));
    this.even.setAttribute("aria-pressed", String(even));
  }
}

class Cell {
  constructor({ letter }, { choose, prefer, comment }) {
    this.letter = letter;
    // Cut to its place; a tap on it shows all of it.
    this.told = element("div", { class: "told", onclick: () => this.told.classList.toggle("whole") });
    this.best = element("button", { type: "button", class: "prefer", "aria-pressed": "false", "aria-label": `${RATHER}: ${letter}`, title: BEST, onclick: () => prefer(letter) },
      icon("medal"), element("span", {}, "I would rather", element("span", { class: "rest" }, " show this")));
    this.choices = VERDICTS.map((each) => choice(each, letter, choose));
    this.remark = element("button", { type: "button", class: "remark", "aria-label": `Comment on ${letter}`, title: "Comment (c)", onclick: () => comment(letter) }, icon("comment"));
    this.node = element("div", { class: "cell", role: "group", "aria-label": `Verdict on ${letter}`, dataset: { candidate: letter } },
      element("div", { class: "line" }, this.best, this.told),
      element("div", { class: "choices" }, this.choices, this.remark));
  }

  draw(answer, others) {
    for (const button of this.choices) button.setAttribute("aria-pressed", String(button.dataset.value === answer.value));
    this.remark.classList.toggle("said", Boolean(answer.comment));
    const told = [...verdictsOfOthers(others, this.letter), saidBefore(answer.carried)].filter(Boolean);
    this.told.replaceChildren(...told.map((text) => element("p", { class: "quiet", title: text }, text)));
  }

  prefer(best, before) {
    this.best.setAttribute("aria-pressed", String(best));
    this.best.title = (best && before) || BEST;
  }
}

function choice({ value, label, key, shape }, letter, choose) {
  return element("button", {
    type: "button", class: "choice", dataset: { value }, "aria-pressed": "false", "aria-label": `${label}: ${letter}`, title: `${label} (${key})`,
    onclick: () => choose(letter, value),
  }, icon(shape), element("span", {}, label.replace("Reserv", "Reser\u00adv")));
}
