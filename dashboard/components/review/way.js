// The way through a review: from shopper to shopper, the next ones fetched ahead, to the end.

import { Away } from "../tile/address.js";
import { drawn } from "../tile/frame.js";
import { makeDone } from "./done.js";
import { Screens } from "./screens.js";
import { Screen } from "./screen.js";
import { Trail } from "./trail.js";

const AHEAD = 2;
const PASSING = 4000;
const HOLDS = "holds";

export class Way {
  // `page`: the review, whose `current` scenario and `screen` this sets.
  constructor(page) {
    this.page = page;
    this.trail = new Trail(page.root, page.release, (id) => this.begin(page.queue.find(id)));
    // The shoppers of whom it was said that columns wait, and the doubts that were said again;
    // `passed` is the first shopper without an answer.
    this.held = new Set();
    this.screens = new Screens(
      page.person,
      (id) => `/api/releases/${page.release}/revisions/${page.review.revision}/scenarios/${id}`,
      (shown) => new Screen(shown, page.queue.find(shown.scenario.id), page.answers, page.reasons));
  }

  // At the scenario of the address, else at the first that waits; whoever answered all is told so.
  begin(wanted) {
    const { queue, review } = this.page;
    if (!wanted && review.can_answer && !queue.open) return this.finish();
    return this.show((wanted ?? queue.first()).id);
  }

  // A screen fetched ahead is placed at once, within the keystroke; until another one is there, what
  // is answered is what is seen.
  async show(id) {
    const { page, screens } = this;
    this.going = id;
    const made = screens.get(id);
    if (made) this.place(made, id);
    try {
      if (!made) this.place(await screens.fetch(id), id);
      await screens.get(id)?.ready;
      await this.lookAhead();
    } catch (error) {
      if (this.going === id && !screens.get(id)) page.fail(error, () => this.show(id));
      else if (!(error instanceof Away) && !error.status) throw error;
    }
  }

  async lookAhead() {
    const { current, queue } = this.page;
    if (!current) return;
    const ahead = queue.ahead(current, AHEAD).map(({ id }) => id);
    const kept = [this.going, current.id, queue.before(current)?.id, ...ahead];
    this.screens.keep(kept);
    this.page.stage.keep(kept.map((id) => this.screens.get(id)?.node));
    await this.screens.ahead(ahead);
    const next = this.screens.get(ahead[0]);
    if (next && this.page.current === current) this.page.stage.prepare(next.node);
  }

  place(screen, id) {
    if (this.going !== id) return;
    this.page.current = this.page.queue.find(id);
    const first = !this.page.screen;
    this.page.place(screen);
    if (this.passed) this.page.bar.hint.show(`${this.passed} still waits for you.`, [], { milliseconds: PASSING });
    this.passed = "";
    this.settle(first);
    // A new address costs a browser as much as the screen.
    drawn().then(() => this.going === id && this.trail.follow(id));
  }

  // A page that was just opened has the focus nowhere, and keeps its reading order; a focus that
  // was given somewhere meanwhile stays there.
  settle(first) {
    const { page } = this;
    const tree = page.root.getRootNode();
    const held = tree.activeElement;
    const opened = first && document.activeElement === document.body;
    if (!opened) page.notices.tell([page.current.title, page.progress.sentence(page.current)].filter(Boolean).join(". "));
    cancelAnimationFrame(this.settling);
    this.settling = requestAnimationFrame(() => {
      page.progress.node.scrollIntoView({ block: "nearest" });
      if (!opened && page.screen && [held, null].includes(tree.activeElement)) this.focus();
    });
  }

  // Whoever answers by keyboard goes on where the hand is; everybody else begins at the story.
  focus() {
    const { page } = this;
    const start = page.byKeyboard && page.review.can_answer ? page.judging.firstOpen() : null;
    (start ?? page.screen.node.querySelector("h1")).focus({ preventScroll: true });
  }

  step(by) {
    const { current, queue } = this.page;
    if (!current) return;
    const next = by > 0 ? queue.after(current) : queue.before(current);
    if (next) this.show(next.id);
    else if (by > 0) this.finish();
  }

  // On to the next shopper, unless only some columns are answered or a doubt is: then it says once
  // what waits, and shows the first column of it. Where nothing is answered the first time says so
  // on the way.
  next() {
    const { columns, current, review } = this.page;
    if (!current) return;
    const { open, letters } = columns;
    const some = review.can_answer && open.length > 0;
    const first = (name) => name && !this.held.has(name) && this.held.add(name);
    const waits = first(some && open.length < letters.length && current.id);
    // By keys the way is five keys long, whatever was answered; a hand may not have read the question.
    const doubted = first(!this.page.byKeyboard && this.page.doubts.open?.name);
    if (waits) columns.go(open[0], { slides: true });
    if (waits || doubted) return this.hold();
    if (some) this.passed ??= current.title;
    this.step(1);
  }

  hold() {
    const { bar, columns, doubts } = this.page;
    const said = [columns.open.length && columns.waiting, doubts.open?.text].filter(Boolean);
    if (!said.length) return bar.hint.clear();
    said.push("“Next shopper” again goes on all the same.");
    bar.hint.show(said.join(" "), doubts.open?.choices, { about: HOLDS });
  }

  // After each answer to the shopper on screen: what is said to wait goes as it is answered.
  holdStill() {
    if (this.page.bar.hint.about === HOLDS) this.hold();
  }

  finish() {
    const { review, queue, release } = this.page;
    if (review.can_answer && queue.open) return this.show(queue.first().id);
    this.going = null;
    const done = makeDone({
      release, answered: review.can_answer,
      said: `${queue.scenarios.length} shoppers looked after. What you said is kept, and is not asked again while nothing changes.`,
      again: () => this.show(queue.scenarios[0].id),
    });
    this.page.end(done);
    this.trail.follow(null);
    done.querySelector("h1").focus({ preventScroll: true });
  }

  // What could not be stored yet stays in this browser, and is sent when the review is opened again.
  async pause() {
    await this.page.answers.outbox.flush();
    location.assign("/releases");
  }
}
