// The window's foot: what can be done with all that are chosen, and the receipt of what was done.

import { read } from "../tile/address.js";
import { element, icon } from "../tile/element.js";
import { openMenu } from "./menu.js";

const KEPT = 20_000;

export function makeBar(suite) {
  const { choice, actions } = suite;
  const many = element("strong", { role: "status" });
  const show = button("Show them", () => suite.filters.showOnly([...choice.ids]));
  const all = button("", () => choice.all(suite.grid.question()));
  const out = button("Download", () => openMenu(suite.root, out, actions.exports([...choice.ids])));
  const tools = element("div", { class: "tools", role: "toolbar", "aria-label": "Chosen scenarios", hidden: true },
    many, show, all,
    element("span", { class: "gap" }),
    button("Add tag", () => actions.addTag([...choice.ids])),
    button("Remove tag", () => actions.removeTag([...choice.ids])),
    out,
    button("Delete", () => actions.remove([...choice.ids]), "careful"),
    button("Choose none", () => choice.clear()));
  const receipt = makeReceipt(() => draw());
  const node = element("div", { class: "bar", hidden: true }, receipt.node, tools);
  let turn = 0;

  function draw() {
    tools.hidden = !choice.ids.size;
    node.hidden = tools.hidden && receipt.node.hidden;
    suite.root.classList.toggle("barred", !node.hidden);
  }

  async function count() {
    draw();
    const mine = ++turn;
    const found = suite.grid.total ?? 0;
    all.textContent = `Choose all ${found}`;
    const away = await hidden(choice.ids, suite.grid).catch(() => 0);
    if (mine !== turn) return;
    const chosen = choice.ids.size;
    many.textContent = away ? `${chosen} chosen, ${away === chosen ? "" : `${away} `}not in this search` : `${chosen} chosen`;
    show.hidden = !away;
    all.hidden = !found || chosen - away >= found;
  }

  choice.listen(count);
  return { node, count, say: receipt.say };
}

// One line of what was done, with a way back where there is one; it waits while it is looked at.
function makeReceipt(drawn) {
  const text = element("p", { class: "said", role: "status" });
  const node = element("div", { class: "receipt", hidden: true }, text,
    element("button", { type: "button", class: "away", "aria-label": "Dismiss", onclick: () => leave() }, icon("close")));
  let timer = null;
  const leave = () => {
    clearTimeout(timer);
    node.hidden = true;
    drawn();
  };
  const wait = () => (node.matches(":hover, :focus-within") ? (timer = setTimeout(wait, KEPT)) : leave());
  return {
    node,
    say(said, undo) {
      clearTimeout(timer);
      timer = setTimeout(wait, KEPT);
      const back = undo ? element("button", { type: "button", onclick: undo }, "Undo") : null;
      text.replaceChildren(said, ...(back ? [" ", back] : []));
      node.hidden = false;
      drawn();
    },
  };
}

// How many of those chosen are not among what is found; asked for only where the page cannot tell.
async function hidden(ids, grid) {
  const missing = [...ids].filter((id) => !grid.cards.has(id));
  if (!missing.length || grid.next === null) return missing.length;
  const found = new Set((await read(`/api/suite/ids?${grid.question()}`)).ids);
  return missing.filter((id) => !found.has(id)).length;
}

const button = (text, onclick, tone = "") => element("button", { type: "button", class: tone, onclick }, text);
