// The cards, page by page as one scrolls; pictures while in view, findings once they are known.

import { read } from "../tile/address.js";
import { element } from "../tile/element.js";
import { showPictures } from "../tile/pictures.js";
import { scroller } from "../tile/scrolling.js";
import { empty, fill, makeCard, makeTrouble, tell } from "./card.js";

const PAGE = 60;
const AGAIN = 400;
const SHAPES = 8;
// More files that cannot be read than these are folded into one line, so that what can be is seen.
const FEW = 3;

export const makeGrid = (suite) => new Grid(suite);

class Grid {
  constructor(suite) {
    this.suite = suite;
    this.cards = new Map();
    this.turn = 0;
    this.count = element("p", { class: "total", "aria-live": "polite" });
    this.unread = element("div", { class: "unread-files" });
    this.list = element("div", { class: "cards", role: "list", "aria-label": "Scenarios" });
    this.end = element("div", { class: "end" });
    this.node = element("section", { class: "grid" }, this.count, this.unread, this.list, this.end);
    this.list.append(...Array.from({ length: SHAPES }, shape));
    suite.choice.among(() => [...this.cards.keys()]);
    suite.choice.listen(() => this.mark());
  }

  question() {
    return this.suite.filters.question();
  }

  // Everything anew; as many cards as stood there come at once, so that nothing jumps.
  async load(atLeast = PAGE) {
    const turn = ++this.turn;
    this.next = null;
    const answer = await this.ask(0, Math.min(atLeast, 2 * PAGE));
    if (turn !== this.turn || !answer) return;
    this.watch();
    this.cards.clear();
    this.list.replaceChildren(...this.drawTroubles(answer.troubles));
    this.suite.filters.draw(answer);
    this.total = answer.total;
    this.count.textContent = counted(answer);
    if (!answer.total && !answer.troubles.length) this.list.append(nothing(this.suite, answer));
    this.add(answer);
    this.suite.bar.count();
    if (answer.open) setTimeout(() => turn === this.turn && this.load(Math.max(PAGE, this.cards.size)), AGAIN);
  }

  // The cards of the files that cannot be read, as long as they are few. Many are drawn anew only
  // where they changed: somebody may be reading.
  drawTroubles(troubles) {
    const said = troubles.length > FEW ? JSON.stringify(troubles) : "";
    if (said !== this.folded) {
      this.folded = said;
      this.unread.replaceChildren(said ? element("details", {},
        element("summary", {}, `${troubles.length.toLocaleString("en-GB")} files cannot be read`),
        element("div", { class: "cards" }, troubles.map(makeTrouble))) : "");
    }
    return said ? [] : troubles.map(makeTrouble);
  }

  async more() {
    if (this.next === null || this.asking) return;
    const turn = this.turn;
    this.asking = true;
    const answer = await this.ask(this.next, PAGE);
    this.asking = false;
    if (turn === this.turn && answer) this.add(answer);
  }

  async ask(from, count) {
    const { only } = this.suite.filters;
    try {
      return await (only ? those(only, from, count) : read(`/api/suite?${asking(this.question(), from, count)}`));
    } catch (error) {
      this.suite.say(`${error.message} Nothing is lost; load the page again in a moment.`);
      return null;
    }
  }

  add(answer) {
    this.next = answer.next;
    const fresh = answer.scenarios.map((scenario) => makeCard(scenario, this.suite));
    for (const card of fresh) this.cards.set(card.scenario.id, card);
    this.list.append(...fresh.map((card) => card.node));
    for (const card of fresh) this.near.observe(card.node);
    this.mark();
    this.find(fresh.map((card) => card.scenario.id), this.turn);
    this.far.unobserve(this.end);
    if (this.next !== null) this.far.observe(this.end);
  }

  // The page's scrolling part is Streamlit's; margins only count for it, not for the window.
  watch() {
    const root = scroller(this.node);
    this.near?.disconnect();
    this.far?.disconnect();
    this.near = new IntersectionObserver((seen) => this.seen(seen), { root, rootMargin: "400px 0px" });
    this.far = new IntersectionObserver(([{ isIntersecting }]) => isIntersecting && this.more(), { root, rootMargin: "1600px 0px" });
  }

  seen(entries) {
    for (const { target, isIntersecting } of entries) {
      const card = this.cards.get(target.dataset.id);
      if (card?.node === target) (isIntersecting ? fill : empty)(card);
    }
    this.draw();
  }

  // One pack at a time for all that came into view.
  async draw() {
    this.stale = true;
    if (this.drawing) return;
    this.drawing = true;
    while (this.stale) {
      this.stale = false;
      await showPictures(this.list).catch((error) => this.suite.say(error.message));
    }
    this.drawing = false;
  }

  async find(ids, turn) {
    while (ids.length && turn === this.turn) {
      const answer = await read(`/api/suite/findings?ids=${ids.join(",")}`).catch(() => null);
      if (!answer || turn !== this.turn) return;
      for (const [id, finding] of Object.entries(answer.findings)) {
        const card = this.cards.get(id);
        if (card) tell(card, finding);
      }
      ids = answer.pending;
      if (ids.length) await new Promise((resolve) => setTimeout(resolve, AGAIN));
    }
  }

  mark() {
    const { ids } = this.suite.choice;
    for (const [id, card] of this.cards) {
      card.check.checked = ids.has(id);
      card.node.classList.toggle("chosen", ids.has(id));
    }
  }
}

function asking(question, from, count) {
  question.set("from", from);
  question.set("count", count);
  return question;
}

// Some named ones, page by page: their names would be too long for one question.
async function those(ids, from, count) {
  const page = ids.slice(from, from + count);
  const answer = await read(`/api/suite?${asking(new URLSearchParams({ ids: page.join(",") }), 0, page.length)}`);
  const next = from + page.length;
  return { ...answer, total: ids.length, next: next < ids.length ? next : null };
}

const shape = () =>
  element("div", { class: "card shape", "aria-hidden": "true" },
    element("div", { class: "strip" }), element("div", { class: "words" }), element("p", { class: "about" }), element("div", { class: "foot" }));

function counted({ total, all, open }) {
  const scenarios = (count) => `${count} scenario${count === 1 ? "" : "s"}`;
  const found = total === all ? (all ? scenarios(all) : "") : `${total} of ${scenarios(all)}`;
  return open ? `${found}; ${scenarios(open)} still being tried` : found;
}

function nothing(suite, { all, open }) {
  if (open) return element("p", { class: "none" }, "The models are being asked; what is found comes here.");
  if (!all && !suite.filters.some)
    return element("div", { class: "none" },
      element("h2", {}, "No scenario yet"),
      element("p", {}, "A scenario is a shopper you describe, and what a good answer is. Describe the first one, and see what every model would show."),
      suite.writes ? element("button", { type: "button", class: "main", onclick: () => suite.open({ scenario: "new" }) }, "Describe a shopper") : null);
  if (suite.filters.state === "met" && !suite.filters.narrowed)
    return element("div", { class: "none" },
      element("h2", {}, "No scenario is met by every model yet"),
      element("button", { type: "button", onclick: () => suite.filters.show("unmet") }, "Show those that fall short"));
  if (suite.filters.state === "unmet" && !suite.filters.narrowed)
    return element("div", { class: "none" },
      element("h2", {}, "Every model meets every scenario"),
      element("button", { type: "button", onclick: () => suite.filters.clear() }, "Show all scenarios"));
  return element("div", { class: "none" },
    element("h2", {}, "No scenario matches"),
    element("p", {}, "Try fewer words or tags."),
    element("button", { type: "button", onclick: () => suite.filters.clear() }, "Show all scenarios"));
}
