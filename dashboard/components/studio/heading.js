// The top of the page: the way back, title and story written in place, and what can be done.

import { element, icon } from "../tile/element.js";

export class Heading {
  constructor(page, saving) {
    this.page = page;
    this.title = this.field("title", "Title", "Who is it?", 200);
    this.story = this.field("story", "Story", "What brought them here, and what would suit them?", 4000);
    this.title.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      this.story.focus();
    });
    this.undo = this.button("undo", "Undo", () => page.draft.undo());
    this.redo = this.button("redo", "Redo", () => page.draft.redo());
    this.history = element("button", { type: "button", class: "plain", onclick: () => page.history() }, "History");
    this.node = element("header", { class: "head" },
      element("div", { class: "told" },
        element("a", { class: "back", href: "/scenarios", target: "_self", onclick: (event) => page.leave(event) }, icon("left"), "All scenarios"),
        element("h1", { class: "unseen" }), this.title, this.story),
      element("div", { class: "acts" }, this.undo, this.redo, this.history, saving));
  }

  field(name, label, placeholder, maxlength) {
    return element("textarea", {
      class: name, rows: 1, maxlength, placeholder, "aria-label": label, spellcheck: "true", readonly: this.page.reading,
      oninput: (event) => this.page.draft.change({ [name]: event.target.value.replaceAll("\n", name === "title" ? " " : "\n") }, name),
    });
  }

  button(shape, label, act) {
    return element("button", { type: "button", class: "step", title: label, "aria-label": label, onclick: act }, icon(shape));
  }

  draw() {
    const { scenario, past, future } = this.page.draft;
    this.node.querySelector("h1").textContent = scenario.title || "New scenario";
    for (const name of ["title", "story"]) {
      if (this[name].value !== scenario[name]) this[name].value = scenario[name];
      fit(this[name]);
    }
    this.undo.setAttribute("aria-disabled", String(!past.length));
    this.redo.setAttribute("aria-disabled", String(!future.length));
  }
}

// As high as its text, where the browser does not do so by itself.
function fit(field) {
  if (CSS.supports("field-sizing", "content")) return;
  field.style.height = "auto";
  field.style.height = `${field.scrollHeight}px`;
}
