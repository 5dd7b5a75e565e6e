// Two versions of one scenario, side by side; nothing is overwritten unasked.

import { element } from "../tile/element.js";
import { showPictures } from "../tile/pictures.js";
import { sentenceOf } from "../studio/trouble.js";
import { compare, makeChanges, makeStrip } from "./changes.js";
import { when } from "./moments.js";

// `theirs`: {scenario or null, version or null (deleted), by, on, trouble}; `mine` the scenario
// that met it; `save` is called with a scenario, the version it follows and a message.
export function openConflict(parts) {
  if (JSON.stringify(parts.theirs.scenario) === JSON.stringify(parts.mine)) return parts.draft.saved(parts.mine, parts.theirs.version);
  return new Conflict(parts);
}

class Conflict {
  constructor(parts) {
    Object.assign(this, parts);
    this.heading = element("h2", {}, this.told());
    this.dialog = element("dialog", { class: "conflict", "aria-label": this.told() }, this.heading,
      element("p", { class: "quiet" }, this.remedy()),
      element("div", { class: "versions" }, this.side(this.theirsNamed(), this.theirs.scenario, "theirs"), this.side("Yours", this.mine, "mine")),
      element("div", { class: "buttons" }, this.ways()));
    this.dialog.addEventListener("close", () => this.dialog.remove());
    this.root.append(this.dialog);
    this.dialog.showModal();
    this.heading.tabIndex = -1;
    this.heading.focus();
    showPictures(this.dialog);
    this.compare();
  }

  get state() {
    if (this.theirs.trouble) return "unreadable";
    return this.theirs.scenario ? "changed" : "deleted";
  }

  get who() {
    return this.theirs.by ?? "Somebody else";
  }

  told() {
    const on = this.theirs.on ? `, ${when(this.theirs.on)}` : "";
    return {
      changed: `${this.who} changed this scenario while you were writing${on}`,
      deleted: `${this.who} deleted this scenario while you were writing${on}`,
      unreadable: `${this.who} changed this scenario's file, and it cannot be read any more${on}`,
    }[this.state];
  }

  remedy() {
    return {
      changed: "Nothing is overwritten. Look at both, then choose; the one that you do not keep stays in the history.",
      deleted: "What you wrote is still here. Its history is kept either way.",
      unreadable: `${this.theirs.trouble} Ask whoever wrote it to mend that line, or save yours as a copy; what you wrote is still here.`,
    }[this.state];
  }

  theirsNamed() {
    return this.theirs.by ? `${this.theirs.by}’s` : "Theirs";
  }

  side(name, scenario, part) {
    if (!scenario) return null;
    const ids = scenario.bought.map((each) => each.product_id);
    return element("section", { class: part, "aria-label": name },
      element("h3", {}, name),
      element("p", { class: "title" }, scenario.title),
      scenario.story ? element("p", { class: "quiet story" }, scenario.story) : null,
      ids.length ? makeStrip(ids, this.products, 8) : element("p", { class: "quiet" }, "Nothing bought before."),
      element("div", { class: "against" }));
  }

  // What each changed against what was opened; where that is not known any more, against theirs.
  async compare() {
    const { draft, theirs, mine } = this;
    const opened = draft.version === draft.fileVersion && draft.version ? draft.filed : null;
    try {
      if (theirs.scenario && opened) await this.tell("theirs", opened, theirs.scenario, "Changed");
      await this.tell("mine", opened ?? theirs.scenario ?? null, mine, opened ? "Changed" : "Differs from theirs");
    } catch (error) {
      this.dialog.querySelector(".versions").append(element("p", { class: "quiet" }, sentenceOf(error)));
    }
  }

  async tell(part, before, after, title) {
    if (!before) return;
    const { changes, products } = await compare(before, after);
    this.dialog.querySelector(`.${part} .against`).replaceChildren(element("h4", {}, title),
      changes.length ? makeChanges(changes, products) : element("p", { class: "quiet" }, "Only remarks in the file."));
    showPictures(this.dialog);
  }

  ways() {
    const ways = {
      changed: [["Keep mine", () => this.keep()], ["Take theirs", () => this.take()], ["Save mine as a copy", () => this.copy()]],
      deleted: [["Save it again", () => this.save(this.mine, null)], ["Leave it deleted", () => this.leave()]],
      unreadable: [["Save mine as a copy", () => this.copy()]],
    }[this.state];
    return [...ways, ["Go on writing", () => {}]].map(([name, act]) =>
      element("button", { type: "button", title: HINTS[name], onclick: () => this.choose(act) }, name));
  }

  choose(act) {
    this.dialog.close();
    act();
  }

  keep() {
    this.save(this.mine, this.theirs.version);
  }

  // Mine is one step back.
  take() {
    this.draft.change(this.theirs.scenario);
    this.draft.saved(this.theirs.scenario, this.theirs.version);
  }

  copy() {
    const title = `${this.mine.title.trim()} (copy)`;
    this.draft.change({ title });
    this.save({ ...this.mine, id: null, title }, null, `Add “${title}”`);
  }

  leave() {
    localStorage.removeItem(this.draft.key);
    location.assign("/scenarios");
  }
}

const HINTS = {
  "Keep mine": "Saves yours over theirs; theirs stays in the history.",
  "Take theirs": "Yours is one Undo away.",
  "Save mine as a copy": "Both stand, each as a scenario of its own.",
  "Save it again": "As a new file of the same name.",
  "Leave it deleted": "What you wrote here is given up.",
  "Go on writing": "Nothing is saved yet; you are asked again.",
};
