// What every model would show for one suggestion, side by side and large enough to judge.

import { send } from "../tile/address.js";
import { element } from "../tile/element.js";
import { showPictures } from "../tile/pictures.js";
import { lightTogether, openLarge, pictureBox } from "../tile/tile.js";
import { sentenceOf } from "../studio/trouble.js";
import { makeSheet } from "./sheet.js";

export async function openOpinions(page, { title, bought, shopper, as_of, slate_size }) {
  const body = element("div", { class: "models", "aria-live": "polite" },
    Array.from({ length: 4 }, () => element("div", { class: "model shape", "aria-hidden": "true" })));
  const { dialog, close } = makeSheet(page.root, "What the models would show");
  dialog.append(element("header", {}, element("h2", {}, title), element("div", { class: "walk" }, close)),
    element("p", { class: "quiet lead" }, "What each model would show this shopper, best first. Point at a product to see who shows it too."), body);
  dialog.showModal();
  lightTogether(body);
  try {
    await draw(page, body, await send("/api/slates", { bought, shopper, as_of, slate_size }));
  } catch (error) {
    body.replaceChildren(element("p", { class: "trouble", role: "alert" }, sentenceOf(error)));
  }
}

function draw(page, body, { candidates, evidence, products }) {
  page.know(products);
  body.replaceChildren(...candidates.map(({ id, title }) => {
    const { slate, note } = evidence[id];
    const shown = slate.map((each) => page.product(each.product_id));
    return element("section", { class: "model", "aria-label": title }, element("h3", {}, title),
      shown.length
        ? element("div", { class: "line" }, shown.map((each, at) =>
          element("button", { type: "button", class: "tile", title: each.title, "aria-label": `${at + 1}. ${each.title}`, dataset: { product: each.id }, onclick: () => openLarge(page.root, shown, at) }, pictureBox(each))))
        : element("p", { class: "quiet" }, note || "Nothing to show."));
  }));
  return showPictures(body);
}
