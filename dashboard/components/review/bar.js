// The bar at the bottom: a verdict, a preference and a comment a column, and the way on.

import { element, icon } from "../tile/element.js";
import { verdictsOfOthers } from "./others.js";
import { NO_DIFFERENCE, RATHER, VERDICTS, saidBefore } from "./words.js";

export class Bar {
  // `actions`: choose(letter, value), prefer(letter), even(), comment(letter), next(), back().
  constructor(actions) {
    this.actions = actions;
    this.next = element("button", { type: "button", class: "next", onclick: actions.next }, "Next shopper");
    this.back = element("button", { type: "button", class: "back", onclick: actions.back, "aria-label": "Previous shopper" }, icon("left"));
    this.even = element("button", { type: "button", class: "even", "aria-pressed": "false", title: "No difference (=)", onclick: actions.even }, icon("same"), element("span", {}, NO_DIFFERENCE));
    this.columns = element("div", { class: "columns" });
    // Where the bar is all that a hand reaches, the way into talking is here.
    this.talking = element("span", { class: "talk-place" });
    this.node = element("div", { class: "bar" },
      element("div", { class: "way" }, this.even, this.back, this.next, this.talking), this.columns);
  }

  // The cells of one scenario; the same letters stand for others in the next.
  place(columns) {
    const cells = columns.map((column) => new Cell(column, this.actions));
    this.cells = new Map(cells.map((cell) => [cell.letter, cell]));
    this.columns.replaceChildren(...cells.map(({ node }) => node));
    this.columns.style.setProperty("--count", columns.length);
    this.even.hidden = columns.length < 2;
  }

  activate(letter) {
    for (const [each, { node }] of this.cells) node.classList.toggle("active", each === letter);
  }

  drawVerdict(letter, answer, others) {
    this.cells.get(letter).draw(answer, others);
  }

  drawPreference({ best, carried }) {
    const even = best.length === this.cells.size;
    for (const [letter, cell] of this.cells) cell.prefer(best.includes(letter) && !even, saidBefore(carried));
    this.even.setAttribute("aria-pressed", String(even));
  }
}

class Cell {
  constructor({ letter, title }, { choose, prefer, comment }) {
    this.letter = letter;
    this.told = element("div", { class: "told" });
    this.best = element("button", { type: "button", class: "prefer", "aria-pressed": "false", "aria-label": `${RATHER}: ${letter}`, title: "Best of these (b)", onclick: () => prefer(letter) },
      icon("medal"), element("span", {}, "I would rather", element("span", { class: "rest" }, " show this")));
    this.choices = VERDICTS.map((each) => choice(each, letter, choose));
    this.remark = element("button", { type: "button", class: "remark", "aria-label": `Comment on ${letter}`, title: "Comment (c)", onclick: () => comment(letter) }, icon("comment"));
    this.node = element("div", { class: "cell", role: "group", "aria-label": `Verdict on ${letter}`, dataset: { candidate: letter } },
      this.told,
      element("div", { class: "line" }, element("p", { class: "whose" }, title ? `${letter} · ${title}` : letter), this.best),
      element("div", { class: "choices" }, this.choices, this.remark));
  }

  draw(answer, others) {
    for (const button of this.choices) button.setAttribute("aria-pressed", String(button.dataset.value === answer.value));
    this.remark.classList.toggle("said", Boolean(answer.comment));
    const told = [saidBefore(answer.carried), ...verdictsOfOthers(others, this.letter)].filter(Boolean);
    this.told.replaceChildren(...told.map((text) => element("p", { class: "quiet", title: text }, text)));
  }

  prefer(best, before) {
    this.best.setAttribute("aria-pressed", String(best));
    this.best.title = (best && before) || "Best of these (b)";
  }
}

function choice({ value, label, key, shape }, letter, choose) {
  return element("button", {
    type: "button", class: "choice", dataset: { value }, "aria-pressed": "false", "aria-label": `${label}: ${letter}`, title: `${label} (${key})`,
    onclick: () => choose(letter, value),
  }, icon(shape), element("span", {}, label.replace("Reserv", "Reser\u00adv")));
}
