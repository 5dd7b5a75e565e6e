// The shop's shoppers as a map: every kind an area as large as its share, like beside like, drawn
// by what they buy.

import { element } from "../tile/element.js";
import { pictureBox } from "../tile/tile.js";
import { bar, levelOf } from "./level.js";
import { traitsOf } from "./kind.js";

const PICTURES = 8;
const HEIGHT = 316;
const WIDTHS = [[1060, 4], [680, 3], [0, 2]];

export class ShopperMap {
  constructor(page) {
    this.page = page;
    this.areas = element("div", { class: "areas" }, waiting());
    this.node = element("section", { class: "map", "aria-label": "Your shoppers" },
      element("h2", {}, "Your shoppers, by what they buy"),
      element("p", { class: "quiet lead" }, "The larger an area, the more of your shoppers buy like this; who buys alike stands together."),
      this.areas);
    new ResizeObserver(() => this.arrange()).observe(this.areas);
  }

  draw(segments) {
    const focused = this.areas.querySelector(".kind:focus, .kind:focus-visible")?.dataset.kind;
    this.kinds = segments.map((each) => ({ ...each, node: this.kind(each) }));
    this.across = 0;
    this.arrange();
    if (focused) this.areas.querySelector(`[data-kind="${focused}"]`)?.focus();
  }

  // Bands of about the same share, in each from one side of the map to the other.
  arrange() {
    const across = WIDTHS.find(([from]) => this.areas.clientWidth >= from)[1];
    if (!this.kinds || across === this.across) return;
    this.across = across;
    const focused = this.areas.getRootNode().activeElement;
    this.areas.replaceChildren(...bands(this.kinds, across).map((band) => {
      const node = element("div", { class: "band" }, band.map((each) => each.node));
      node.style.height = `${HEIGHT * (sum(band) / (sum(this.kinds) / Math.ceil(this.kinds.length / across)))}px`;
      return node;
    }));
    if (this.areas.contains(focused)) focused.focus();
  }

  kind(segment) {
    const node = element("button", { type: "button", class: "kind", dataset: { kind: segment.id }, title: `${segment.title}: ${traitsOf(segment)}`, onclick: () => this.page.open(segment) },
      this.mosaic(segment.products.map((id) => this.page.product(id)).slice(0, PICTURES)),
      element("span", { class: "name" }, segment.title),
      element("span", { class: "share" }, traitsOf(segment)),
      bar(segment), levelOf(segment));
    node.style.flexGrow = 100 * segment.share;
    return node;
  }

  mosaic(products) {
    if (products.some((each) => each.picture)) return element("span", { class: "mosaic", "aria-hidden": "true" }, element("span", { class: "pictures" }, products.map(pictureBox)));
    return element("span", { class: "titles", "aria-hidden": "true" }, products.map((each) => element("span", {}, each.title)));
  }
}

const sum = (kinds) => kinds.reduce((whole, each) => whole + each.share, 0);

function bands(kinds, across) {
  const count = Math.ceil(kinds.length / across);
  const made = Array.from({ length: count }, () => []);
  const whole = sum(kinds);
  let reached = 0;
  for (const each of [...kinds].sort((one, other) => one.place[0] - other.place[0])) {
    made[Math.min(count - 1, Math.floor((count * (reached + each.share / 2)) / whole))].push(each);
    reached += each.share;
  }
  return made.filter((band) => band.length).map((band) => band.sort((one, other) => one.place[1] - other.place[1]));
}

function waiting() {
  return Array.from({ length: 4 }, () => {
    const band = element("div", { class: "band", "aria-hidden": "true" }, Array.from({ length: 4 }, () => element("span", { class: "kind shape" })));
    band.style.height = `${HEIGHT}px`;
    return band;
  });
}
