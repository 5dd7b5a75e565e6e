// Where the drawer stands, so that it covers nothing that is talked about: beside the page where
// there is room, over the shopper's rail where there is less, and as a sheet below on a phone.

const WIDE = matchMedia("(min-width: 1200px)");
const NARROW = matchMedia("(max-width: 900px)");
const GAP = 16;

export class Placing {
  // `root`: the page; `node`: the drawer, which is shown.
  constructor(root, node) {
    Object.assign(this, { root, node, again: () => this.place() });
  }

  open(product) {
    this.product = product;
    this.place();
    addEventListener("resize", this.again);
  }

  // Also what stands at the page's end can be scrolled to above the sheet.
  place() {
    this.clear();
    const drawer = this.node.getBoundingClientRect();
    const beside = this.root.getBoundingClientRect().right - drawer.left + GAP;
    if (WIDE.matches) this.root.style.paddingRight = `${Math.max(0, beside)}px`;
    if (NARROW.matches) this.root.style.paddingBottom = `${drawer.height}px`;
    const tile = this.product && this.root.querySelector(`.now .column .tile[data-product="${CSS.escape(this.product)}"]`);
    if (tile) tile.scrollIntoView({ block: NARROW.matches ? "start" : "nearest", inline: "nearest" });
  }

  close() {
    removeEventListener("resize", this.again);
    this.clear();
  }

  clear() {
    Object.assign(this.root.style, { paddingRight: "", paddingBottom: "" });
  }
}

export const isSheet = () => NARROW.matches;
