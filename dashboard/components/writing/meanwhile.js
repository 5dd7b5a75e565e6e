// Who else changed, renamed or deleted the scenario that is being written, told before it is saved.

import { Refused, read } from "../tile/address.js";
import { element } from "../tile/element.js";
import { sentenceOf } from "../studio/trouble.js";
import { when } from "./moments.js";
import { goOnThere } from "./renamed.js";

export class Meanwhile {
  // `saving` has draft, parts, busy, say(sentence, kind) and settle(theirs, mine).
  constructor(saving) {
    Object.assign(this, { saving, seen: undefined, writer: null });
    this.node = element("div", { class: "meanwhile", role: "status", hidden: true });
  }

  async look() {
    const { scenario, version, lost } = this.saving.draft;
    if (!version || this.saving.busy || document.hidden) return;
    try {
      const now = await read(`/api/scenarios/${scenario.id}/version?seen=${version}`);
      if (version !== this.saving.draft.version || now.version === version || this.asked(now)) return;
      if (lost && this.seen === undefined) await this.choose(now);
      else this.show(now);
    } catch (error) {
      sentenceOf(error);
    }
  }

  // Whether this state was put off, or its choices are on the page.
  asked({ version }) {
    return version === this.seen || Boolean(this.saving.parts.root.querySelector("dialog.conflict"));
  }

  // A scenario that is opened and not there any more: its choices at once.
  choose(now) {
    Object.assign(this, { seen: now.version, writer: writerOf(now) });
    return this.meet();
  }

  show(now) {
    const { version, by, on, renamed_to } = now;
    this.writer = writerOf(now);
    const who = by.replace(/^./, (first) => first.toUpperCase());
    const did = renamed_to ? `renamed this scenario to ${renamed_to}` : `${version ? "changed" : "deleted"} this scenario`;
    const said = `${who} ${did}${on ? `, ${when(on)}` : ""}.`;
    const act = renamed_to ? "Go on there" : !version ? "Choose what to do" : this.saving.draft.dirty ? "See both" : "Show the new one";
    this.node.replaceChildren(element("p", {}, said, " ", element("span", { class: "quiet" }, "Nothing of yours is overwritten.")),
      element("button", { type: "button", onclick: () => (renamed_to ? this.go(renamed_to) : this.meet()) }, act),
      element("button", { type: "button", class: "plain", onclick: () => this.later(version) }, "Later"));
    this.node.hidden = false;
  }

  later(version) {
    this.seen = version;
    this.hide();
  }

  hide() {
    this.node.hidden = true;
  }

  async go(id) {
    try {
      await goOnThere(this.saving.draft, id, this.saving.parts.products);
      this.hide();
    } catch (error) {
      this.saving.say(sentenceOf(error), "careful");
    }
  }

  // The file as it stands now, beside what is being written here.
  async meet() {
    const { id } = this.saving.draft.scenario;
    try {
      const { scenario, version, products, recorded } = await read(`/api/scenarios/${id}`);
      Object.assign(this.saving.parts.products, products);
      if (this.saving.draft.dirty) return this.saving.settle({ scenario, version, kept: recorded, ...this.writer }, this.saving.draft.scenario);
      this.hide();
      this.saving.draft.change(scenario);
      this.saving.draft.saved(scenario, version);
      this.saving.say("This is how it stands now.");
    } catch (error) {
      if (!(error instanceof Refused)) return this.saving.say(sentenceOf(error), "careful");
      this.saving.settle({ scenario: null, version: null, trouble: error.status === 404 ? "" : error.message, ...this.writer }, this.saving.draft.scenario);
    }
  }
}

const writerOf = ({ by, on, renamed_to }) => ({ by, on, renamed_to });
