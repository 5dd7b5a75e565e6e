// The way on from a case: to the slates themselves, and, for an approver, to settle it.

import { Away, Refused, send } from "../tile/address.js";
import { element, icon } from "../tile/element.js";
import { noneOf, scaleOf } from "./kinds.js";

const CONFLICT = 409;
let made = 0;

// The node, and for whoever settles `settle(value)`, which opens the form with that answer chosen.
export function makeSettling(each, page) {
  const node = element("div", { class: "settling" });
  const { release, found } = page;
  const look = element("a", { target: "_self", href: `/review?${new URLSearchParams({ release, scenario: each.scenario })}` }, "Look at it again");
  const rest = () => node.replaceChildren(element("div", { class: "acts" },
    found.can_settle ? element("button", { type: "button", class: each.settled ? null : "plain", onclick: () => open(scaleOf(each)) }, each.settled ? "Settle it anew" : "Settle this") : null,
    found.can_settle && each.settled ? element("button", { type: "button", onclick: () => open(null) }, "Open it again") : null,
    look));
  const open = (choices) => {
    node.replaceChildren(makeForm(each, page, choices, rest));
    node.querySelector("input, textarea").focus();
  };
  // With the answer chosen, so that only the reason is left to say.
  const settle = (value) => {
    open(scaleOf(each));
    node.querySelector(`input[value="${value}"]`).checked = true;
    node.querySelector("textarea").focus();
  };
  rest();
  return { node, settle: found.can_settle ? settle : null };
}

// Columns that show the same are settled one after the other; what was stored before is found.
async function store(each, page, value, reason) {
  const { scenario, product } = each;
  const said = { person: page.person, revision: page.found.revision, scenario, product, value, reason };
  const post = (column, version) =>
    send(`/api/releases/${encodeURIComponent(page.release)}/settlements`, { ...said, column, expected_version: version });
  if (product) return post("", each.version);
  let stored = null;
  for (const column of each.columns) {
    stored = await post(column.letter, column.version);
    column.version = stored.version;
  }
  return stored;
}

// `choices`: what it can be settled as; null to take back how it was settled.
function makeForm(each, page, choices, rest) {
  const name = `settling-${++made}`;
  const field = element("textarea", { rows: "2", maxlength: "4000", id: `${name}-why`, required: true, title: "Enter sends it, Shift and Enter begin a new line" });
  const told = element("p", { class: "trouble", role: "alert" });
  const button = element("button", { type: "submit", class: "main" }, choices ? "Settle this" : "Open it again");
  const form = element("form", { onsubmit: (event) => submit(event) },
    choices ? element("fieldset", {}, element("legend", {}, each.product ? "What counts for this product here" : "What counts for this selection"),
      choices.map(({ value, label, shape }) => element("label", { class: "chip choice", dataset: { value } },
        element("input", { type: "radio", name, value, required: true }), icon(shape), label))) : null,
    element("label", { for: `${name}-why` }, choices ? "Why it counts so" : "Why it is open again"), field, told,
    element("div", { class: "acts" }, button, element("button", { type: "button", onclick: () => back() }, "Not now")));
  form.noValidate = true;

  const back = () => {
    const node = form.parentElement;
    rest();
    node.querySelector("button")?.focus();
  };

  const submit = async (event) => {
    event.preventDefault();
    const value = choices ? form.querySelector("input:checked")?.value : noneOf(each);
    const reason = field.value.trim();
    if (!value) return complain("Choose what counts.", form.querySelector("input"));
    if (!reason) return complain("Say why, in a few words.", field);
    button.disabled = true;
    try {
      const stored = await store(each, page, value, reason);
      page.sentences = {};
      page.settled(each, choices ? stored : null, stored.version);
    } catch (error) {
      if (error instanceof Refused && error.status === CONFLICT) return page.again(each, error.message);
      if (!(error instanceof Away) && !(error instanceof Refused)) throw error;
      complain(`${error.message} Your words are still here; try again.`, button);
    } finally {
      button.disabled = false;
    }
  };

  const complain = (text, where) => {
    told.textContent = text;
    where.focus();
  };
  form.addEventListener("keydown", (event) => event.key === "Escape" && back());
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey) return;
    event.preventDefault();
    form.requestSubmit();
  });
  return form;
}
