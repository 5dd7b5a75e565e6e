// Two versions of one scenario, side by side; nothing is overwritten unasked.

import { element } from "../tile/element.js";
import { showPictures } from "../tile/pictures.js";
import { sentenceOf } from "../studio/trouble.js";
import { compare, makeChanges, makeStrip } from "./changes.js";
import { when } from "./moments.js";
import { goOnThere } from "./renamed.js";

// `theirs`: {scenario or null, version or null (gone), renamed_to, by, on, trouble}; `mine` the scenario
// that met it; `save` is called with a scenario, the version it follows and a message;
// `say` with what went wrong.
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
      this.theirs.trouble ? element("p", { class: "quiet trouble-told" }, `For whoever mends it: ${this.theirs.trouble}`) : null,
      element("div", { class: "versions" }, this.side(this.theirsNamed(), this.theirs.scenario, "theirs"), this.side("Yours", this.mine, "mine")),
      element("div", { class: "choices" }, this.ways()));
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
    if (this.theirs.renamed_to) return "renamed";
    return this.theirs.scenario ? "changed" : "deleted";
  }

  get who() {
    return (this.theirs.by ?? "Somebody else").replace(/^./, (first) => first.toUpperCase());
  }

  told() {
    return {
      changed: `${this.who} changed this scenario while you were writing`,
      deleted: `${this.who} deleted this scenario while you were writing`,
      renamed: `${this.who} renamed this scenario to ${this.theirs.renamed_to} while you were writing`,
      unreadable: `${this.who} changed this scenario’s file, and it cannot be read any more`,
    }[this.state];
  }

  remedy() {
    return {
      changed: "Nothing is overwritten. Look at both, then choose.",
      deleted: "What you wrote is still here.",
      renamed: "Nothing is lost: it is the same scenario under its new name. What you wrote is still here.",
      unreadable: `${this.line()} cannot be read. Ask whoever edits files by hand to mend it, or save yours as a copy; what you wrote is still here.`,
    }[this.state];
  }

  line() {
    const [, line] = /\.yaml:(\d+):/.exec(this.theirs.trouble) ?? [];
    return line ? `Line ${line} of the file` : "The file";
  }

  theirsNamed() {
    return this.theirs.on ? `${this.who}’s, ${when(this.theirs.on)}` : "Theirs";
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
    const copy = ["Save mine as a copy", "As a scenario of its own; this one stays as it is.", () => this.copy()];
    const ways = {
      changed: [
        ["Keep mine", this.theirs.kept ? "Theirs stays in the history." : "Theirs is then gone: no history is kept here.", () => this.keep()],
        ["Take theirs", "Yours is one Undo away.", () => this.take()], copy,
      ],
      deleted: [["Save it again", "Under the same name.", () => this.save(this.mine, null)], ["Leave it deleted", "What you wrote here is given up.", () => this.leave()]],
      renamed: [["Go on there", "With what you wrote, not saved yet.", () => this.go()], copy],
      unreadable: [copy],
    }[this.state];
    return [...ways, ["Go on writing", "Nothing is saved yet.", () => {}]].map(([name, hint, act]) =>
      element("button", { type: "button", onclick: () => this.choose(act) }, element("b", {}, name), element("small", {}, hint)));
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

  async go() {
    try {
      await goOnThere(this.draft, this.theirs.renamed_to, this.products);
    } catch (error) {
      this.say(sentenceOf(error), "careful");
    }
  }

  leave() {
    this.draft.giveUp();
    location.assign("/scenarios");
  }
}
