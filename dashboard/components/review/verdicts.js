// The bar at the bottom: one verdict and one comment a column, and the way on.

import { element, icon } from "../tile/element.js";

export const VERDICTS = [
  { value: "show", label: "Show", key: "1", shape: "show" },
  { value: "show with reservations", label: "Reservations", key: "2", shape: "reservations" },
  { value: "do not show", label: "Don’t show", key: "3", shape: "refuse" },
];

export function makeBar(candidates, actions) {
  const cells = candidates.map((candidate) => cell(candidate, actions));
  const node = element("div", { class: "bar" },
    element("div", { class: "way" },
      element("button", { type: "button", class: "back", onclick: actions.back, "aria-label": "Previous shopper" }, icon("left")),
      element("button", { type: "button", class: "next", onclick: actions.next }, "Next shopper")),
    element("div", { class: "columns" }, cells));
  node.style.setProperty("--count", candidates.length);
  return node;
}

function cell(candidate, actions) {
  return element("div", { class: "cell", role: "group", "aria-label": `Verdict on ${candidate.title}`, dataset: { candidate: candidate.id } },
    element("p", { class: "whose" }, candidate.title),
    element("div", { class: "choices" },
      VERDICTS.map(({ value, label, shape }) =>
        element("button", {
          type: "button", class: "choice", dataset: { value }, "aria-pressed": "false", "aria-label": `${label}: ${candidate.title}`, title: label,
          onclick: () => actions.choose(candidate.id, value),
        }, icon(shape), element("span", {}, label))),
      element("button", { type: "button", class: "remark", "aria-label": `Comment on ${candidate.title}`, title: "Comment (c)",
        onclick: () => actions.comment(candidate.id) }, icon("comment"))));
}

export function drawVerdict(bar, candidateId, answer) {
  const cell = bar.querySelector(`.cell[data-candidate="${candidateId}"]`);
  for (const button of cell.querySelectorAll(".choice"))
    button.setAttribute("aria-pressed", String(button.dataset.value === answer?.value));
  cell.querySelector(".remark").classList.toggle("said", Boolean(answer?.comment));
}

export function openComment(cell, candidate, text, done) {
  const open = cell.querySelector(".note");
  if (open) return open.querySelector("textarea").focus();
  const field = element("textarea", { rows: "3", maxlength: "2000", "aria-label": `Comment on ${candidate.title}`, placeholder: "What should the team know?" });
  field.value = text;
  let timer;
  const store = () => {
    clearTimeout(timer);
    done(field.value.trim());
  };
  const note = element("div", { class: "note" }, field, element("p", { class: "quiet" }, "Saved as you type. Esc closes."));
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(store, 600);
  });
  field.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.key !== "Escape") return;
    cell.querySelector(".remark").focus();
  });
  field.addEventListener("blur", () => {
    removeEventListener("pagehide", store);
    store();
    note.remove();
  });
  addEventListener("pagehide", store);
  cell.append(note);
  field.focus();
}
