// What can be said of one recommendation, from a right click on it or from the keyboard.

import { element } from "../tile/element.js";
import { expectationsOf } from "./expectations.js";
import { openPopover } from "./popover.js";

// `product` as it is shown, `candidate` the model that recommends it; `parts` has root,
// moreLike(product), open(product) and showAnswer(), which brings the list of expectations to view.
export function openMenu(event, product, _candidate, draft, parts) {
  event.preventDefault();
  const { id, title, category, brand } = product;
  const box = event.target.getBoundingClientRect();
  const [x, y] = event.clientX || event.clientY ? [event.clientX, event.clientY] : [box.left + 12, box.top + 12];
  const expect = (record) => () => addAndAskWhy(draft, parts, record);
  const lines = [
    ["Never show this to this shopper", expect({ excludes_product: { product: id } })],
    category && [`Never anything from ${category}`, expect({ excludes_category: { category } })],
    brand && [`Never anything of ${brand}`, expect({ excludes_brand: { brand } })],
    ["This must be there", expect({ includes_product: { product: id } })],
    ["More like this", () => parts.moreLike(product)],
    ["Open", () => parts.open(product)],
  ].filter(Boolean);
  const node = element("div", { class: "lines", role: "menu", "aria-label": `For this shopper: ${title}` },
    element("p", { class: "quiet" }, title),
    lines.map(([line, act]) => element("button", { type: "button", role: "menuitem", onclick: () => popover.close(act) }, line)));
  const popover = openPopover(node, { x, y, root: parts.root, back: event.target.closest("button") });
}

// One step of the draft; where it is expected already, its reason is asked for instead.
// Another one that is being written is taken first; one that lacks something stays open instead.
async function addAndAskWhy(draft, parts, record) {
  const list = expectationsOf(draft);
  parts.showAnswer();
  const finished = await list.finish();
  const { expectations } = draft.scenario;
  const same = expectations.findIndex((each) => JSON.stringify(withoutReason(each)) === JSON.stringify(record));
  if (same < 0) draft.change({ expectations: [...expectations, record] });
  if (finished) await list.edit(same < 0 ? expectations.length : same, "because");
}

function withoutReason(record) {
  const [[name, { because: _, ...options }]] = Object.entries(record);
  return { [name]: options };
}
