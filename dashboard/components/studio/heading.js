// The top of the page: the way back, title and story written in place, and what can be done. Whoever
// writes goes from the title to the story and then to the buttons; these stand beside the title all
// the same, and that line stays in view.

import { element, icon } from "../tile/element.js";

export class Heading {
  constructor(page, saving) {
    this.page = page;
    this.title = this.field("input", "title", "Title", "Who is it?", 200);
    this.story = this.field("textarea", "story", "Story", "What brought them here, and what would suit them?", 4000);
    this.title.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      this.story.focus();
    });
    this.undo = this.button("undo", "Undo", () => page.draft.undo());
    this.redo = this.button("redo", "Redo", () => page.draft.redo());
    this.history = element("button", { type: "button", class: "plain", onclick: () => page.history() }, "History");
    this.head = element("header", { class: "head" },
      element("a", { class: "back", href: "/scenarios", target: "_self", "aria-label": "All scenarios", title: "All scenarios", onclick: (event) => page.leave(event) }, icon("left"), element("span", {}, "All scenarios")),
      element("h1", { class: "unseen" }), this.title);
    this.acts = element("div", { class: "acts" }, this.undo, this.redo, this.history, saving);
    this.whole = element("button", { type: "button", class: "whole", hidden: true, onclick: () => this.story.focus() }, "… the whole story");
    this.told = element("div", { class: "told" }, this.story, this.whole);
    new ResizeObserver(() => this.fold()).observe(this.story);
    new ResizeObserver(() => this.head.style.setProperty("--acts", `${this.acts.offsetWidth}px`)).observe(this.acts);
  }

  field(kind, name, label, placeholder, maxlength) {
    return element(kind, {
      class: name, rows: 1, maxlength, placeholder, "aria-label": label, spellcheck: "true", autocomplete: "off", readonly: this.page.reading,
      oninput: (event) => this.page.draft.change({ [name]: event.target.value }, name),
    });
  }

  button(shape, label, act) {
    return element("button", { type: "button", class: "step", title: label, "aria-label": label, onclick: act }, icon(shape));
  }

  askTitle() {
    this.title.focus();
    this.title.select();
  }

  draw() {
    const { scenario, past, future } = this.page.draft;
    this.head.querySelector("h1").textContent = scenario.title || "New scenario";
    this.title.title = scenario.title;
    for (const name of ["title", "story"]) if (this[name].value !== scenario[name]) this[name].value = scenario[name];
    fit(this.story);
    this.fold();
    this.undo.setAttribute("aria-disabled", String(!past.length));
    this.redo.setAttribute("aria-disabled", String(!future.length));
  }

  // A long story shows its first lines until it is read or written.
  fold() {
    this.whole.hidden = this.story.scrollHeight <= this.story.clientHeight + 2;
  }
}

// As high as its text, where the browser does not do so by itself.
function fit(field) {
  if (CSS.supports("field-sizing", "content")) return;
  field.style.height = "auto";
  field.style.height = `${field.scrollHeight}px`;
}
