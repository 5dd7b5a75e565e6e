// What became of a scenario, save by save, as pictures and words; each can be brought back.

import { read } from "../tile/address.js";
import { element, icon } from "../tile/element.js";
import { showPictures } from "../tile/pictures.js";
import { sentenceOf } from "../studio/trouble.js";
import { check } from "./asking.js";
import { makeChanges, makeStrip } from "./changes.js";
import { when } from "./moments.js";

const restored = new WeakMap();

// The moment of the revision that this draft is, where one was brought back and not changed since.
export function broughtBack(draft) {
  const { scenario, on } = restored.get(draft) ?? {};
  return scenario && same(scenario, draft.scenario) ? on : null;
}

// `products`: known ones by id; those of the revisions are added.
export function openHistory(root, draft, products) {
  new History(root, draft, products).open();
}

class History {
  constructor(root, draft, products) {
    Object.assign(this, { root, draft, products });
    this.list = element("div", { class: "revisions" }, element("p", { class: "quiet" }, "Looking …"));
    this.dialog = element("dialog", { class: "history", "aria-label": "History" },
      element("header", {}, element("h2", {}, "History"),
        element("button", { type: "button", class: "close", "aria-label": "Close", onclick: () => this.dialog.close() }, icon("close"))),
      this.list);
    this.dialog.addEventListener("close", () => this.dialog.remove());
    this.dialog.addEventListener("click", (event) => event.target === this.dialog && this.dialog.close());
  }

  async open() {
    this.root.append(this.dialog);
    this.dialog.showModal();
    const { id } = this.draft.filed;
    if (!id) return this.say("Nothing yet. The history begins when it is saved for the first time.");
    try {
      const { revisions, products, note } = await read(`/api/scenarios/${id}/history`);
      Object.assign(this.products, products);
      this.draw(revisions, note);
    } catch (error) {
      this.say(sentenceOf(error));
    }
  }

  say(sentence) {
    this.list.replaceChildren(element("p", { class: "empty" }, sentence));
  }

  draw(revisions, note) {
    if (!revisions.length) return this.say(note || "Nothing is recorded yet. The history begins with the next save.");
    this.list.replaceChildren(...[note && element("p", { class: "careful" }, note)].filter(Boolean),
      ...revisions.map((each) => this.card(each)));
    showPictures(this.list);
  }

  card(revision) {
    const { on, message, changes, trouble, commit } = revision;
    const by = revision.by.replace(/^./, (first) => first.toUpperCase());
    const preview = element("div", { class: "preview", hidden: true });
    return element("article", { class: "revision", dataset: { commit }, "aria-label": `${by}, ${when(on)}` },
      element("p", { class: "who" }, element("b", {}, by), element("time", { datetime: on, class: "quiet", title: new Date(on).toLocaleString() }, when(on))),
      element("p", { class: "message" }, message),
      makeChanges(changes, this.products),
      trouble ? element("p", { class: "careful" }, trouble) : null,
      preview, this.ways(revision, preview));
  }

  ways(revision, preview) {
    const { scenario, on } = revision;
    if (!scenario) return null;
    if (same(scenario, this.draft.scenario)) return element("p", { class: "quiet" }, "This is what is on your page now.");
    const look = element("button", { type: "button", "aria-expanded": "false", onclick: () => this.look(look, scenario, preview) }, "Look at it");
    return element("div", { class: "buttons" }, look, element("button", { type: "button", onclick: () => this.bringBack(scenario, on) }, "Bring this back"));
  }

  look(button, scenario, preview) {
    preview.hidden = !preview.hidden;
    button.setAttribute("aria-expanded", String(!preview.hidden));
    button.textContent = preview.hidden ? "Look at it" : "Fold it up";
    if (!preview.childNodes.length) this.show(scenario, preview);
  }

  async show(scenario, preview) {
    const expected = element("ul", {});
    const ids = scenario.bought.map((each) => each.product_id);
    preview.replaceChildren(
      element("p", { class: "title" }, scenario.title), scenario.story ? element("p", { class: "quiet" }, scenario.story) : "",
      ids.length ? makeStrip(ids, this.products, 24) : element("p", { class: "quiet" }, "Nothing bought before."), expected);
    showPictures(preview);
    if (!scenario.expectations.length) return;
    try {
      const told = await check(scenario.expectations, null);
      expected.replaceChildren(...told.map(({ sentence }) => element("li", {}, sentence)));
    } catch (error) {
      expected.replaceChildren(element("li", { class: "quiet" }, sentenceOf(error)));
    }
  }

  // One step of the draft, to be looked at and saved like any other.
  bringBack(scenario, on) {
    this.dialog.close();
    restored.set(this.draft, { scenario, on });
    this.draft.change({ ...scenario, id: this.draft.scenario.id });
  }
}

const same = ({ id: _one, ...one }, { id: _other, ...other }) => JSON.stringify(one) === JSON.stringify(other);
