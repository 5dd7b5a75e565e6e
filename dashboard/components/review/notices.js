// What the review tells: that it is trying again, that answers differ, and, to those who listen,
// what was stored.

import { element } from "../tile/element.js";
import { partsOf } from "./answers.js";
import { Conflicts } from "./conflicts.js";
import { drawEarlier } from "./earlier.js";
import { CAUSES } from "./outbox.js";
import { judgementInWords, preferenceInWords, verdictInWords } from "./words.js";

const PAUSE = 300;
const SAFE = "Not saved yet, trying again. Your answers are safe in this browser.";
const NOT_KEPT = "This browser keeps nothing either: don’t close the page.";
const ADRIFT = `Not saved, trying again; what you said last does not count until it is. ${NOT_KEPT}`;

export class Notices {
  // `page`: the review.
  constructor(page) {
    this.page = page;
    this.saving = element("p", { class: "banner", role: "status" });
    this.banner = element("p", { class: "banner", role: "status" });
    this.live = element("p", { class: "unseen", role: "status" });
    this.conflicts = new Conflicts((key, answer) => this.words(key, answer), (key, answer) => page.saying.say(key, answer));
    this.speaking = element("p", { class: "banner", role: "status" });
    this.keepsNothing = element("p", { class: "banner", role: "status" });
    this.unseen = element("p", { class: "banner", role: "status" });
    this.node = element("div", { class: "notices" }, this.keepsNothing, this.unseen, this.saving, this.speaking, this.conflicts.node, this.banner);
  }

  // Of the shopper on screen: no verdict is taken on what could not be shown.
  missing({ unseen, products, evidence }) {
    const lacks = ({ slate }) => slate.some(({ product_id }) => unseen.includes(products[product_id]?.picture));
    const letters = unseen?.length ? Object.keys(evidence).filter((letter) => lacks(evidence[letter])) : [];
    const columns = `column${letters.length === 1 ? "" : "s"} ${new Intl.ListFormat("en-GB").format(letters)}`;
    this.unseen.replaceChildren(letters.length ? `Pictures of this release are missing here, in ${columns}: no verdict is taken on what cannot be shown. Tell whoever runs Vitrine.` : "");
  }

  // Said once, as long as the page stands.
  warn() {
    if (this.warned) return;
    this.warned = true;
    const understood = element("button", { type: "button", onclick: () => this.keepsNothing.replaceChildren() }, "Understood");
    this.keepsNothing.replaceChildren("This browser keeps nothing: don’t close the page before all is sent. ", understood);
  }

  say(text, milliseconds) {
    this.banner.replaceChildren(text);
    if (milliseconds) setTimeout(() => this.banner.textContent === text && this.banner.replaceChildren(), milliseconds);
  }

  tell(text) {
    this.live.textContent = text;
  }

  questions(node) {
    if (node) this.node.append(node);
  }

  // Of answers in quick succession the last is told.
  stored(key) {
    clearTimeout(this.telling);
    this.telling = setTimeout(() => this.tell(`${this.words(key, this.page.answers.of(key))}: ${this.about(key)}${this.rest(key)}`), PAUSE);
  }

  // Which columns of the shopper on screen wait after a verdict.
  rest(key) {
    const { answers, columns, current } = this.page;
    const here = partsOf(key).kind === "verdicts" && current && answers.concerns(key, current.id);
    return here ? `. ${columns.waiting}` : "";
  }

  state(text, cause, safe) {
    const here = { href: location.href };
    if (!safe) this.warn();
    if (!text) return this.saving.replaceChildren();
    if (cause === CAUSES.revised && safe) return this.saving.replaceChildren(`${text} Your answers are safe in this browser. `, element("a", here, "Open it again"), ".");
    const way = cause === CAUSES.signedOut ? [" ", element("a", { ...here, target: "_blank" }, "Sign in"), "."] : [];
    this.saving.replaceChildren(`${text} ${safe ? SAFE : ADRIFT}`, ...way);
  }

  // Of what is said in the talk: told here too where it would be gone with the page.
  speech(text, safe) {
    if (!safe) this.warn();
    this.speaking.replaceChildren(text && !safe ? `${text} Your words are not sent, trying again. ${NOT_KEPT}` : "");
  }

  conflict(key, stored, mine, sentence) {
    const elsewhere = !this.page.answers.concerns(key, this.page.current?.id);
    this.conflicts.add(key, { stored, mine, sentence, where: partsOf(key).kind === "verdicts" && !elsewhere ? "" : this.about(key) });
  }

  earlier(left) {
    if (left.length) this.node.append(drawEarlier(left, (key, answer) => this.words(key, answer)));
  }

  // Words that could not be taken while nobody looks at the talk.
  unsaid({ key, scenario, text }, sentence) {
    const lost = text ? `${sentence} You wrote: “${text}”` : sentence;
    this.conflicts.add(key, { stored: null, sentence: lost, where: this.page.queue.find(scenario)?.title });
  }

  words(key, answer) {
    const { kind, place } = partsOf(key);
    if (kind === "verdicts") return verdictInWords(answer);
    if (kind === "judgements") return judgementInWords(answer, this.page.reasons);
    return preferenceInWords(answer, this.page.queue.find(place)?.columns.length);
  }

  about(key) {
    const { kind, what } = partsOf(key);
    const scenario = this.page.answers.scenarioOf(key);
    const product = this.page.way.screens.get(scenario)?.page.products[what]?.title;
    const title = this.page.queue.find(scenario)?.title ?? "";
    if (kind === "judgements") return product ?? title;
    return kind === "preferences" ? title : `column ${what}, ${title}`;
  }
}
