// Who else changed or deleted the scenario that is being written, told before it is saved.

import { Refused, read } from "../tile/address.js";
import { element } from "../tile/element.js";
import { sentenceOf } from "../studio/trouble.js";
import { when } from "./moments.js";

export class Meanwhile {
  // `saving` has draft, parts, busy, say(sentence, kind) and settle(theirs, mine).
  constructor(saving) {
    Object.assign(this, { saving, seen: null, writer: null });
    this.node = element("div", { class: "meanwhile", role: "status", hidden: true });
  }

  async look() {
    const { scenario, version } = this.saving.draft;
    if (!version || this.saving.busy || document.hidden) return;
    try {
      const now = await read(`/api/scenarios/${scenario.id}/version?seen=${version}`);
      if (version === this.saving.draft.version && now.version !== version && now.version !== this.seen) this.show(now);
    } catch (error) {
      sentenceOf(error);
    }
  }

  show({ version, by, on }) {
    this.writer = { by, on };
    const who = by.replace(/^./, (first) => first.toUpperCase());
    const said = `${who} ${version ? "changed" : "deleted"} this scenario${on ? `, ${when(on)}` : ""}.`;
    const act = !version ? "Choose what to do" : this.saving.draft.dirty ? "See both" : "Show the new one";
    this.node.replaceChildren(element("p", {}, said, " ", element("span", { class: "quiet" }, "Nothing of yours is overwritten.")),
      element("button", { type: "button", onclick: () => this.meet() }, act),
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
