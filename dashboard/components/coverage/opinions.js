// What every model would show, small and side by side, so that one sees how far they disagree.

import { send } from "../tile/address.js";
import { element } from "../tile/element.js";
import { showPictures } from "../tile/pictures.js";
import { lightTogether, openLarge, pictureBox } from "../tile/tile.js";
import { sentenceOf } from "../studio/trouble.js";

const PICTURES = 6;

export function makeOpinions(page, { bought, shopper, as_of, slate_size }) {
  const body = element("div", { class: "models" });
  const fill = async () => {
    if (!node.open || body.childElementCount) return;
    body.replaceChildren(...Array.from({ length: 4 }, () => element("div", { class: "model shape", "aria-hidden": "true" })));
    try {
      draw(page, body, await send("/api/slates", { bought, shopper, as_of, slate_size }));
    } catch (error) {
      body.replaceChildren();
      node.open = false;
      page.say(sentenceOf(error));
    }
  };
  const node = element("details", { class: "opinions", ontoggle: fill }, element("summary", {}, "What would the models show?"), body);
  lightTogether(body);
  return node;
}

function draw(page, body, { candidates, evidence, products }) {
  page.know(products);
  body.replaceChildren(...candidates.map(({ id, title }) => {
    const { slate, note } = evidence[id];
    const shown = slate.slice(0, PICTURES).map((each) => page.product(each.product_id));
    return element("section", { class: "model", "aria-label": title }, element("h4", {}, title),
      shown.length
        ? element("div", { class: "line" }, shown.map((each, at) =>
          element("button", { type: "button", class: "tile", title: each.title, "aria-label": `${at + 1}. ${each.title}`, dataset: { product: each.id }, onclick: () => openLarge(page.root, shown, at) }, pictureBox(each))))
        : element("p", { class: "quiet" }, note || "Nothing to show."));
  }));
  return showPictures(body);
}
