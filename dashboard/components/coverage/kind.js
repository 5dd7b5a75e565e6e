// One kind of shoppers, large: what they buy, when and for how much, who stands for them.

import { element, icon } from "../tile/element.js";
import { showPictures } from "../tile/pictures.js";
import { openLarge, pictureBox, tile } from "../tile/tile.js";
import { bar, levelOf } from "./level.js";
import { makeSheet } from "./sheet.js";

export function openKind(page, segment) {
  const { dialog, close } = makeSheet(page.root, "One kind of shoppers");
  const show = (kind) => {
    const at = page.segments.findIndex((each) => each.id === kind.id);
    const next = (by) => show(page.segments.at((at + by) % page.segments.length));
    const step = (by, shape, label) => element("button", { type: "button", "aria-label": label, dataset: { by }, onclick: () => next(by) }, icon(shape));
    const focused = dialog.querySelector(".walk :focus")?.dataset.by;
    dialog.replaceChildren(
      element("header", {}, element("h2", {}, kind.title), element("div", { class: "walk" },
        step(-1, "left", "The kind before"), step(1, "right", "The next kind"), close)),
      element("p", { class: "summary" }, element("span", { class: "quiet" }, traitsOf(kind)), bar(kind), levelOf(kind)),
      wares(page, kind),
      element("div", { class: "two" }, habits(kind), element("div", {}, spokesmen(page, kind), offers(page, kind, dialog))));
    dialog.scrollTop = 0;
    if (focused) dialog.querySelector(`[data-by="${focused}"]`).focus();
    showPictures(dialog);
  };
  dialog.addEventListener("keydown", (event) => {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (by) dialog.querySelector(`[data-by="${by}"]`).click();
  });
  show(page.segments.find((each) => each.id === segment.id));
  dialog.showModal();
}

export const traitsOf = ({ traits, share_said: share }) => [...traits, `${share} of shoppers`.replaceAll(" ", "\u00a0")].join(" · ");

function wares(page, kind) {
  const products = kind.products.map((id) => page.product(id));
  return element("div", { class: "wares" }, products.map((each, at) =>
    tile(each, { label: each.title, onclick: () => openLarge(page.root, products, at) })));
}

function habits({ habits }) {
  const legend = habits.length ? element("p", { class: "quiet" }, "The line in a bar is what is usual in this shop.") : null;
  return element("div", { class: "habits" }, legend, habits.map(({ title, groups }) => {
    const most = Math.max(...groups.flatMap((each) => [each.share, each.usual]));
    return element("section", {}, element("h3", {}, title), element("table", { "aria-label": title }, element("tbody", {}, groups.map((each) =>
      element("tr", {}, element("th", { scope: "row" }, each.name), element("td", {}, beside(each, most)), element("td", { class: "figure" }, each.said))))));
  }));
}

function beside({ share, usual }, most) {
  const line = element("span", { class: "usual" });
  line.style.left = `clamp(0px, ${(100 * usual) / most}% - 1px, 100% - 2px)`;
  const part = element("span", { class: "part" });
  part.style.width = `${(100 * share) / most}%`;
  return element("span", { class: "beside", "aria-hidden": "true" }, part, line);
}

function spokesmen(page, { spokesmen }) {
  return element("section", {}, element("h3", {}, "Who stands for them"),
    spokesmen.length
      ? element("ul", { class: "spokesmen" }, spokesmen.map((each) => element("li", {},
        element("a", { href: `/scenarios?scenario=${encodeURIComponent(each.scenario)}`, target: "_self" },
          strip(each.bought.map((id) => page.product(id))),
          element("span", { class: "told" }, element("b", {}, each.title), element("span", { class: "quiet" }, `stands for ${each.said} of them`))))))
      : element("p", { class: "quiet" }, "No scenario yet."));
}

function offers(page, kind, dialog) {
  const found = page.suggestions.of(kind.id);
  if (!found.length) return null;
  return element("section", {}, element("h3", {}, "Who could"), element("ul", { class: "spokesmen" }, found.map((card) =>
    element("li", {}, element("button", { type: "button", onclick: () => { dialog.close(); card.reveal(); } },
      strip(card.products.slice(0, 4)),
      element("span", { class: "told" }, element("b", {}, card.suggestion.scenario.title), element("span", { class: "quiet" }, "see the suggestion")))))));
}

// Nothing where none of them has a picture: so small, a name cannot be read.
function strip(products) {
  return products.some((each) => each.picture) ? element("span", { class: "strip" }, products.map(pictureBox)) : null;
}
