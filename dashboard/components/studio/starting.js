// Where a scenario starts: nothing, a template with blanks, a copy, a real shopper made anonymous.

import { read } from "../tile/address.js";
import { element, icon } from "../tile/element.js";
import { showPictures } from "../tile/pictures.js";
import { pictureBox, tile } from "../tile/tile.js";
import { isBlank, wordsOf } from "./draft.js";
import { saidOn } from "./timeline.js";
import { sentenceOf } from "./trouble.js";

const PICTURES = 5;
const SOON = 1500;
const WAYS = [
  { name: "template", label: "A template", hint: "A familiar shopper with a few blanks to fill." },
  { name: "copy", label: "Another scenario", hint: "A copy to change, beside the one that stays." },
  { name: "shopper", label: "A real shopper", hint: "What somebody really bought, without who it was. Dates are shifted, for their privacy." },
];

// In place of the strip while nothing is bought.
export function makeInvitation(page) {
  const isNew = !page.draft.filed.id;
  const ways = page.reading ? [] : WAYS.filter((way) => isNew || way.name === "shopper");
  return element("div", { class: "invitation" },
    element("p", {}, element("b", {}, "They have bought nothing yet."), " ", page.reading ? "This is somebody new." : "Click a product to add it, or leave it so for somebody new."),
    ways.length ? element("div", { class: "ways" }, element("span", { class: "quiet" }, isNew ? "Or start from" : "Or take"), ways.map(({ name, label }) =>
      element("button", { type: "button", class: "way", dataset: { focus: `way:${name}` }, onclick: () => openStarts(page, name, isNew) }, label))) : null);
}

export function openStarts(page, name, isNew) {
  if (!WAYS.some((way) => way.name === name)) return;
  const dialog = element("dialog", { class: "starts", "aria-label": "Start from" });
  const body = element("div", { class: "body" });
  const close = () => dialog.close();
  const tabs = element("div", { class: "tabs", role: "tablist" }, WAYS.filter((way) => isNew || way.name === "shopper").map((way) =>
    element("button", { type: "button", role: "tab", dataset: { way: way.name }, onclick: () => show(way.name) }, way.label)));
  const show = async (chosen) => {
    for (const each of tabs.children) each.setAttribute("aria-selected", String(each.dataset.way === chosen));
    hint.textContent = WAYS.find((way) => way.name === chosen).hint;
    body.replaceChildren();
    await FILLED[chosen](page, body, close).catch((error) => body.replaceChildren(element("p", { class: "quiet" }, sentenceOf(error))));
  };
  const hint = element("p", { class: "quiet" });
  dialog.append(
    element("header", {}, element("h2", {}, "Start from"), element("button", { type: "button", class: "step", "aria-label": "Close", onclick: close }, icon("close"))),
    tabs, hint, body);
  dialog.addEventListener("click", (event) => event.target === dialog && close());
  dialog.addEventListener("keydown", (event) => event.stopPropagation());
  dialog.addEventListener("close", () => dialog.remove());
  page.root.append(dialog);
  dialog.showModal();
  show(name);
}

const FILLED = { template: fillTemplates, copy: fillCopies, shopper: fillShoppers };

async function fillTemplates(page, body, close) {
  const { templates, products } = await page.starts();
  const known = (id) => (isBlank(id) ? null : { id, ...products[id] });
  body.replaceChildren(templates.length
    ? cards(templates.map(({ name, title, story, scenario }) => card(title, story, scenario.bought.map((each) => known(each.product_id) ?? wordsOf(each.product_id)), () => {
      close();
      page.start({ template: name });
    })))
    : element("p", { class: "quiet" }, "There is no template yet. A template is a scenario file in the folder “templates” of the scenarios."));
  await showPictures(body);
}

async function fillCopies(page, body, close) {
  const field = element("input", { type: "search", placeholder: "Find a scenario", "aria-label": "Find a scenario" });
  const holder = element("div", {});
  const find = async () => {
    const words = field.value;
    const { scenarios } = await read(`/api/suite?${new URLSearchParams({ words })}`);
    if (words !== field.value) return;
    holder.replaceChildren(scenarios.length
      ? cards(scenarios.map((each) => card(each.title, each.story, each.bought, () => {
        close();
        page.start({ from: each.id });
      })))
      : element("p", { class: "quiet" }, "No scenario says so."));
    await showPictures(holder);
  };
  field.addEventListener("input", () => find().catch((error) => holder.replaceChildren(sentenceOf(error))));
  body.replaceChildren(element("label", { class: "search" }, icon("search"), field), holder);
  field.focus();
  await find();
}

async function fillShoppers(page, body, close) {
  const field = element("input", { type: "search", placeholder: "Somebody who bought ...", "aria-label": "Somebody who bought" });
  const holder = element("div", {});
  const kinds = element("div", { class: "kinds" });
  const failing = (error) => holder.replaceChildren(element("p", { class: "quiet" }, sentenceOf(error)));
  const find = async () => {
    const words = field.value;
    const { products } = await read(`/api/products?${new URLSearchParams({ words })}`);
    if (words !== field.value) return;
    page.know(products);
    holder.replaceChildren(element("p", { class: "asked" }, "Choose something they bought"), element("div", { class: "somebody" }, products.slice(0, 12).map((product) =>
      tile(product, { label: `Somebody who bought ${product.title}`, price: false, onclick: () => meet({ bought: product.id }, product.title).catch(failing) }))));
    await showPictures(holder);
  };
  const meet = async (asked, name) => {
    const { shoppers, products } = await read(`/api/shoppers?${new URLSearchParams(asked)}`);
    page.know(Object.entries(products).map(([id, shown]) => ({ id, ...shown })));
    field.value = asked.bought ? name : "";
    if (asked.bought) for (const each of kinds.querySelectorAll("select")) each.value = "";
    holder.replaceChildren(element("div", { class: "cards" }, shoppers.map((each) => someone(page, each, asked.bought, close))));
    await showPictures(holder);
    holder.querySelector("button")?.focus();
  };
  field.addEventListener("input", () => find().catch(failing));
  body.replaceChildren(element("label", { class: "search" }, icon("search"), field), kinds, holder);
  field.focus();
  await Promise.all([find(), offerKinds(kinds, (kind) => meet({ kind }).catch(failing))]);
}

// The kinds of shoppers found in the purchases; while they are being read, asked for again.
async function offerKinds(holder, meet) {
  const { ready, kinds } = await read("/api/shoppers/kinds");
  if (!ready && holder.isConnected) setTimeout(() => offerKinds(holder, meet).catch(sentenceOf), SOON);
  if (!kinds.length) return;
  holder.replaceChildren(element("select", { "aria-label": "Or one of a kind", onchange: ({ target }) => target.value && meet(target.value) },
    element("option", { value: "" }, "Or one of a kind ..."), kinds.map(({ id, name }) => element("option", { value: id }, name))));
}

// The product they were asked for stands first in the pictures.
function someone(page, { bought, as_of }, wanted, close) {
  const pictured = [...bought].sort((one, other) => (other.product_id === wanted) - (one.product_id === wanted));
  const days = bought.map((each) => each.on).filter(Boolean).sort();
  const when = days.length ? `${saidOn(days[0])}${days.length > 1 ? ` to ${saidOn(days.at(-1))}` : ""}` : "";
  return card(`Somebody who bought ${bought.length} ${bought.length === 1 ? "product" : "products"}`, when, pictured.map((each) => page.product(each.product_id)), () => {
    close();
    page.draft.change({ bought, as_of: as_of ?? page.draft.scenario.as_of });
  });
}

const cards = (made) => element("div", { class: "cards" }, made);

// `bought`: products, or the words of a blank.
function card(title, story, bought, take) {
  return element("button", { type: "button", class: "start", onclick: take },
    element("span", { class: "pictures" }, bought.slice(0, PICTURES).map((each) =>
      typeof each === "string" ? element("span", { class: "box blank" }, element("span", {}, each)) : pictureBox(each)),
    bought.length ? null : element("span", { class: "none quiet" }, "Has bought nothing yet")),
    element("b", {}, title), story ? element("span", { class: "quiet story" }, story) : null);
}
