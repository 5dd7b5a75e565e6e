// One product's card: the large picture, all that is known, how it sells, what is near it.

import { read } from "../tile/address.js";
import { element, icon } from "../tile/element.js";
import { largeAddress, showPictures } from "../tile/pictures.js";
import { pictureBox, tile } from "../tile/tile.js";
import { sentenceOf } from "./trouble.js";

const month = new Intl.DateTimeFormat("en-GB", { month: "long", year: "numeric" });
const nameOf = (text) => month.format(new Date(`${text}-15T12:00:00`));
const letterOf = (text) => nameOf(text)[0];
const FIRST = 5;
const MOST_NAMED = 3;
const readable = (name) => name.replaceAll("_", " ").replace(/^./, (first) => first.toUpperCase());
const figure = (number) => number.toLocaleString("en-GB");

// `ids`: those beside it, along which the arrow keys walk; `notes(id)`: further sentences.
export function openCard(page, id, ids = [id], notes = () => []) {
  const dialog = element("dialog", { class: "large card", "aria-label": "Product" });
  const show = (shown) => {
    id = shown;
    draw(dialog, page, id, { notes: notes(id), close: () => dialog.close(), step: ids.length > 1 && step, show });
    dialog.scrollTop = 0;
  };
  const step = (by) => show(ids[(ids.indexOf(id) + by + ids.length) % ids.length]);
  dialog.addEventListener("keydown", (event) => {
    event.stopPropagation();
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!by || ids.length < 2) return;
    event.preventDefault();
    step(by);
  });
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  page.root.append(dialog);
  show(id);
  dialog.showModal();
}

async function draw(dialog, page, id, actions) {
  const more = element("div", { class: "more" }), together = element("div", { class: "together" });
  const product = page.product(id);
  const box = pictureBox(product);
  if (product.picture) box.replaceChildren(element("img", { class: "here", alt: product.title, src: largeAddress(product.picture) }));
  dialog.dataset.product = id;
  const { description, ...others } = product.attributes ?? {};
  dialog.replaceChildren(element("div", { class: "pictured" }, box, together), element("div", { class: "facts" },
    element("h2", {}, product.title),
    element("p", { class: "lead" }, [product.brand, product.price].filter(Boolean).join(" · ")),
    description ? element("p", { class: "description" }, description) : null,
    product.picture_note ? element("p", { class: "note" }, product.picture_note) : null,
    buttons(page, product, actions),
    element("div", { class: "notes" }, actions.notes.map((text) => element("p", {}, text))),
    known({ category: product.category, ...others }), more), walk(actions));
  if (dialog.open) dialog.querySelector(".walk button:last-child").focus();
  try {
    const card = await read(`/api/products/card?${new URLSearchParams({ id })}`);
    if (dialog.dataset.product !== id) return;
    page.know(Object.entries(card.products).map(([each, shown]) => ({ id: each, ...shown })));
    together.replaceChildren(...near(page, "Bought with it", card.with, actions));
    more.replaceChildren(sales(card), ...near(page, "Looks like it", card.looks, actions), card.note ? element("p", { class: "note" }, card.note) : "");
    await showPictures(dialog);
  } catch (error) {
    more.replaceChildren(element("p", { class: "note" }, sentenceOf(error)));
  }
}

function buttons(page, product, { close }) {
  const owned = page.draft.scenario.bought.some((each) => each.product_id === product.id);
  const act = (label, does, kind = "plain") => element("button", { type: "button", class: kind, onclick: () => { close(); does(); } }, label);
  return element("div", { class: "acts" },
    page.reading ? null : act(owned ? "Take out of what was bought" : "Add to what was bought", () => page.toggle(product), owned ? "plain" : "primary"),
    act("More like this", () => page.findLike(product, "look")));
}

// The first few; the others are folded.
function known(facts) {
  const told = Object.entries(facts).filter(([, value]) => value).map(([name, value]) =>
    element("div", {}, element("dt", {}, readable(name)), element("dd", {}, value)));
  if (told.length <= FIRST + 1) return element("dl", {}, told);
  return element("div", {}, element("dl", {}, told.slice(0, FIRST)),
    element("details", { class: "others" }, element("summary", {}, `${told.length - FIRST} more facts`), element("dl", {}, told.slice(FIRST))));
}

function sales({ sold, shoppers }) {
  const pieces = sold.reduce((sum, each) => sum + each.pieces, 0);
  if (!pieces) return element("section", {}, element("h3", {}, "How it sells"), element("p", {}, "Nobody has bought it yet."));
  const highest = Math.max(...sold.map((each) => each.pieces));
  const bars = sold.map((each) => {
    const bar = element("span", { class: each.pieces === highest ? "bar best" : "bar" });
    bar.style.height = `${Math.max(2, (100 * each.pieces) / highest)}%`;
    return element("span", { class: "month", title: `${nameOf(each.month)}: ${figure(each.pieces)}` }, element("span", { class: "upright" }, bar), element("small", {}, letterOf(each.month)));
  });
  const since = sold.length > 1 ? ` since ${nameOf(sold[0].month)}` : ` in ${nameOf(sold[0].month)}`;
  return element("section", {}, element("h3", {}, "How it sells"),
    element("div", { class: "bars", role: "img", "aria-label": "Pieces sold by month" }, bars),
    element("p", {}, `${figure(pieces)} ${pieces === 1 ? "piece" : "pieces"}${since}, to ${figure(shoppers)} ${shoppers === 1 ? "shopper" : "shoppers"}${mostIn(sold, highest)}.`));
}

function mostIn(sold, highest) {
  const best = sold.filter((each) => each.pieces === highest);
  if (sold.length < 2 || best.length > MOST_NAMED) return "";
  const names = best.map((each) => nameOf(each.month));
  return `, most in ${names.length > 1 ? `${names.slice(0, -1).join(", ")} and ${names.at(-1)}` : names[0]} (${figure(highest)}${names.length > 1 ? " each" : ""})`;
}

function near(page, title, ids, { show }) {
  if (!ids.length) return [];
  const tiles = ids.slice(0, 6).map((id) => tile(page.product(id), { price: false, label: page.product(id).title, onclick: () => show(id) }));
  for (const each of tiles) each.title = each.getAttribute("aria-label");
  return [element("section", {}, element("h3", {}, title), element("div", { class: "near" }, tiles))];
}

function walk({ step, close }) {
  const button = (shape, label, act) => element("button", { type: "button", onclick: act, "aria-label": label, title: label }, icon(shape));
  return element("div", { class: "walk" },
    ...(step ? [button("left", "Previous product", () => step(-1)), button("right", "Next product", () => step(1))] : []),
    button("close", "Close", close));
}
