// The pictures behind a figure, in a sheet over the page, some at a time.

import { read } from "../tile/address.js";
import { element } from "../tile/element.js";
import { showPictures } from "../tile/pictures.js";
import { makeSheet } from "../coverage/sheet.js";
import { openLarge, tile } from "../tile/tile.js";
import { sentenceOf } from "../studio/trouble.js";
import { addressOf, slateCard, verdictLine } from "./slate.js";

export const openSlates = (page, candidate, which, heading) =>
  open(page, heading, "/slates", { candidate, which }, ({ slates }, dialog) => slates.map((each) => slateCard(page, each, dialog)), "selection");

export const openProducts = (page, asked, heading) =>
  open(page, heading, "/products", asked, ({ cases }, dialog) => cases.map((each) => caseCard(page, each, dialog)), "case");

async function open(page, heading, below, asked, draw, noun) {
  const { dialog, close } = makeSheet(page.root, heading);
  const lead = element("p", { class: "quiet" }, "Fetching the pictures…");
  const list = element("div", { class: `behind ${noun}s` });
  const more = element("button", { type: "button", class: "more", hidden: true }, "Show more");
  dialog.replaceChildren(element("header", {}, element("h2", {}, heading), close), lead, list, more);
  const next = async (from) => {
    try {
      const answer = await read(page.address(below, { ...asked, from }));
      page.know(answer.products);
      lead.textContent = answer.count === 0 ? "None." : `${answer.count} ${noun}${answer.count === 1 ? "" : "s"}`;
      const drawn = draw(answer, dialog);
      list.append(...drawn);
      more.hidden = answer.next === null;
      more.onclick = () => next(answer.next);
      if (from) drawn[0]?.querySelector("a")?.focus();
      await showPictures(dialog);
    } catch (error) {
      lead.textContent = sentenceOf(error);
    }
  };
  dialog.showModal();
  await next("");
}

function caseCard(page, { product, scenario, title, models, said }, dialog) {
  const what = page.product(product);
  return element("article", { class: "case-card" },
    tile(what, { price: false, label: what.title, onclick: () => openLarge(dialog, [what], 0) }),
    element("div", {},
      element("h3", {}, element("a", { href: addressOf(page, scenario), target: "_self" }, title)),
      element("p", { class: "quiet" }, `Shown by ${models.join(", ")}`),
      element("ul", { class: "verdicts" }, said.map((each) => {
        const line = verdictLine(each);
        if (each.reasons.length) line.append(element("span", { class: "quiet why" }, each.reasons.join(", ")));
        return line;
      }))));
}
