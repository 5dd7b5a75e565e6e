// The review of one release: shopper after shopper, every answer on screen at once and stored behind it.

import { Away, read, showInAddress } from "../tile/address.js";
import { element } from "../tile/element.js";
import { Answers, partsOf, preferenceIn, verdictOn } from "./answers.js";
import { Bar } from "./bar.js";
import { openComment } from "./comment.js";
import { makeDone } from "./done.js";
import { openHelp } from "./help.js";
import { Judging } from "./judging.js";
import { listenForKeys } from "./keys.js";
import { Notices } from "./notices.js";
import { Progress } from "./progress.js";
import { Queue } from "./queue.js";
import { Screen } from "./screen.js";
import { Screens } from "./screens.js";
import { NO_VERDICT } from "./words.js";

const AHEAD = 2;
const COLLEAGUES = 400;
const reviews = new WeakMap();

export default function mount({ data, parentElement }) {
  const root = parentElement.querySelector(".vitrine");
  if (reviews.has(root)) return;
  const review = new Review(root, data);
  reviews.set(root, review);
  review.start();
}

class Review {
  constructor(root, { release, scenario, person }) {
    Object.assign(this, { root, release, person, wanted: scenario, byKeyboard: false, answered: null });
  }

  async start() {
    try {
      this.review = await read(`/api/releases/${this.release}/review`);
    } catch (error) {
      return this.fail(error, () => this.start());
    }
    this.reasons = this.review.reasons ?? [];
    this.make();
    this.root.replaceChildren(this.progress.node, this.notices.node, this.stage, this.bar.node, this.notices.live);
    this.root.style.setProperty("--above", `${this.progress.node.offsetTop + this.root.getBoundingClientRect().top}px`);
    if (!this.review.can_answer) this.notices.say(this.review.why_not);
    this.answers.outbox.flush();
    await this.show((this.queue.find(this.wanted) ?? this.queue.first()).id);
  }

  make() {
    const { release, person, review } = this;
    this.notices = new Notices(this);
    this.answers = new Answers(review, {
      release, person,
      changed: (key) => this.changed(key),
      settled: (key) => this.settled(key),
      conflict: (key, stored, mine, sentence) => this.notices.conflict(key, stored, mine, sentence),
      state: (text, signedOut) => this.notices.state(text, signedOut),
    });
    this.queue = new Queue(review, this.answers);
    this.screens = new Screens(
      (id) => `/api/releases/${release}/revisions/${review.revision}/scenarios/${id}`,
      (page) => new Screen(page, this.queue.find(page.scenario.id), this.answers, this.reasons));
    this.progress = new Progress(this.queue, { show: (id) => this.show(id), pause: () => this.pause(), help: () => this.help() });
    this.stage = element("div", { class: "stage" });
    this.bar = new Bar({
      choose: (letter, value) => this.choose(letter, value), prefer: (letter) => this.prefer(letter), even: () => this.even(),
      comment: (letter) => this.comment(letter), next: () => this.step(1), back: () => this.step(-1),
    });
    this.bar.node.classList.toggle("closed", !review.can_answer);
    this.judging = new Judging(this);
    this.judging.listen(this.stage);
    for (const name of ["pointerdown", "focusin"]) this.root.addEventListener(name, (event) => this.activateAt(event.target));
    listenForKeys(this);
  }

  // The way

  // A screen fetched ahead is placed at once, within the keystroke.
  async show(id) {
    this.current = this.queue.find(id);
    const screen = this.screens.get(id);
    if (screen) this.place(screen);
    try {
      if (!screen) this.place(await this.screens.fetch(id), id);
      await this.screens.get(id)?.ready;
      await this.lookAhead();
    } catch (error) {
      if (this.current?.id === id && !this.screens.get(id)) this.fail(error, () => this.show(id));
      else if (!(error instanceof Away) && !error.status) throw error;
    }
  }

  async lookAhead() {
    if (!this.current) return;
    const ahead = this.queue.ahead(this.current, AHEAD).map(({ id }) => id);
    this.screens.keep([this.current.id, this.queue.before(this.current)?.id, ...ahead]);
    await this.screens.ahead(ahead);
  }

  place(screen, id = this.current?.id) {
    if (this.current?.id !== id) return;
    const first = !this.screen;
    this.screen = screen;
    this.answered = null;
    this.judging.hand.over(null);
    this.stage.replaceChildren(screen.node);
    this.bar.node.hidden = false;
    this.bar.place(this.current.columns);
    for (const { letter } of this.current.columns) this.drawVerdict(letter);
    this.bar.drawPreference(this.answers.of(preferenceIn(id)));
    this.progress.place(this.current);
    this.drawNext();
    showInAddress({ release: this.release, scenario: id });
    this.watchColumns(screen.node);
    this.activate(this.firstUnanswered());
    this.begin(first);
    this.askColleagues();
  }

  // Whoever answers by keyboard goes on where the hand is; everybody else begins at the story.
  begin(first) {
    this.progress.node.scrollIntoView({ block: "nearest" });
    if (first) return;
    this.notices.tell([this.current.title, this.progress.sentence(this.current)].filter(Boolean).join(". "));
    const start = this.byKeyboard && this.review.can_answer ? this.judging.firstOpen() : null;
    (start ?? this.screen.node.querySelector("h1")).focus({ preventScroll: true });
  }

  step(by) {
    if (!this.current) return;
    const next = by > 0 ? this.queue.after(this.current) : this.queue.before(this.current);
    if (next) this.show(next.id);
    else if (by > 0) this.finish();
  }

  finish() {
    if (this.review.can_answer && this.queue.open.length) return this.show(this.queue.first().id);
    Object.assign(this, { current: null, screen: null });
    const { scenarios } = this.queue;
    const done = makeDone({
      release: this.release, answered: this.review.can_answer,
      said: `${scenarios.length} shoppers looked after. What you said is kept, and is not asked again while nothing changes.`,
      again: () => this.show(scenarios[0].id),
    });
    this.stage.replaceChildren(done);
    this.bar.node.hidden = true;
    this.progress.place(null);
    done.querySelector("h1").focus({ preventScroll: true });
  }

  async pause() {
    await this.answers.outbox.flush();
    location.assign("/releases");
  }

  help() {
    openHelp(this.root);
  }

  // Answers

  may() {
    if (!this.review.can_answer) this.notices.say(this.review.why_not);
    return this.review.can_answer;
  }

  say(key, change) {
    if (this.may()) this.answers.give(key, change);
  }

  tell(text, milliseconds) {
    this.notices.say(text, milliseconds);
  }

  choose(letter, value, byKey = false) {
    const key = verdictOn(this.current.id, letter);
    if (this.answers.of(key).value !== value) this.say(key, { value });
    const onTile = byKey && this.judging.focusedTile();
    this.activate(this.firstUnanswered());
    if (onTile) this.judging.firstOpen()?.focus();
    this.answered = letter;
  }

  // As good as another where several are marked.
  prefer(letter) {
    const key = preferenceIn(this.current.id);
    const { best } = this.answers.of(key);
    const kept = best.length === this.current.columns.length ? [] : best;
    this.say(key, { best: kept.includes(letter) ? kept.filter((each) => each !== letter) : [...kept, letter].sort() });
  }

  even() {
    const key = preferenceIn(this.current.id);
    const all = this.current.columns.map((each) => each.letter);
    this.say(key, { best: this.answers.of(key).best.length === all.length ? [] : all });
  }

  comment(letter) {
    const key = verdictOn(this.current.id, letter);
    if (!this.may()) return;
    openComment(this.bar.cells.get(letter).node, letter, this.answers.of(key).comment ?? "", (comment) => {
      if (comment !== (this.answers.of(key).comment ?? "")) this.answers.write(key, { comment });
    });
  }

  undo() {
    this.turned(this.answers.undo(), "Nothing to undo.");
  }

  redo() {
    this.turned(this.answers.redo(), "Nothing to do again.");
  }

  // What was said of another shopper is undone before one's eyes.
  async turned(key, none) {
    if (!key) return this.notices.say(none, 2000);
    const { kind, scenario, what } = partsOf(key);
    if (scenario !== this.current?.id) await this.show(scenario);
    if (kind === "judgements") this.screen?.tiles.get(what)?.[0].focus();
    if (kind === "verdicts") this.activate(what);
  }

  // Draws only what belongs to the answer.
  changed(key) {
    const { kind, scenario, what } = partsOf(key);
    if (kind === "judgements") return this.screens.get(scenario)?.mark(what);
    const here = scenario === this.current?.id && this.screen;
    if (kind === "preferences") return here && this.bar.drawPreference(this.answers.of(key));
    if (here) this.drawVerdict(what);
    const line = this.queue.find(scenario);
    if (line) this.progress.mark(line);
    this.drawNext();
  }

  settled(key) {
    this.notices.stored(key);
    if (partsOf(key).kind === "verdicts") this.askColleagues();
  }

  // Once all columns have a verdict, the server tells what colleagues said.
  askColleagues() {
    clearTimeout(this.asking);
    const { current, screen } = this;
    if (!current || screen.others || !this.queue.complete(current)) return;
    this.asking = setTimeout(async () => {
      if (this.screen !== screen || this.answers.outbox.waiting.size) return;
      const page = await this.screens.read(current.id).catch(() => null);
      if (!page?.others) return;
      screen.tell(page.others);
      if (this.screen === screen) for (const { letter } of current.columns) this.drawVerdict(letter);
    }, COLLEAGUES);
  }

  // What is drawn

  drawVerdict(letter) {
    this.bar.drawVerdict(letter, this.answers.of(verdictOn(this.current.id, letter)), this.screen.others);
  }

  drawNext() {
    if (!this.current) return;
    const open = this.review.can_answer ? this.queue.open.length : 0;
    const last = open ? `Go to the ${open} left` : "Finish";
    this.bar.next.textContent = this.queue.after(this.current) ? "Next shopper" : last;
  }

  // Columns

  get columns() {
    return this.current.columns.map((each) => each.letter);
  }

  activateAt(target) {
    const letter = target.closest?.("[data-candidate]")?.dataset.candidate;
    if (!letter || !this.current) return;
    this.answered = null;
    this.activate(letter);
  }

  activate(letter) {
    this.letter = letter;
    this.bar.activate(letter);
    for (const each of this.stage.querySelectorAll(".column")) each.classList.toggle("active", each.dataset.candidate === letter);
  }

  firstUnanswered() {
    const open = this.columns.find((each) => this.answers.of(verdictOn(this.current.id, each)).value === NO_VERDICT);
    return open ?? (this.columns.includes(this.letter) ? this.letter : this.columns[0]);
  }

  // The same place in another column.
  move(by) {
    const { columns } = this;
    const tile = this.judging.focusedTile();
    const at = tile ? this.screen.tilesIn(this.letter).indexOf(tile) : -1;
    this.activate(columns[(columns.indexOf(this.letter) + by + columns.length) % columns.length]);
    this.answered = null;
    if (at >= 0) this.focusTile(at);
  }

  walk(by) {
    const tile = this.judging.focusedTile();
    this.focusTile(tile ? this.screen.tilesIn(this.letter).indexOf(tile) + by : 0);
  }

  focusTile(at) {
    const tiles = this.screen.tilesIn(this.letter);
    tiles[Math.max(0, Math.min(tiles.length - 1, at))]?.focus();
  }

  // Where the columns are swiped, the bar belongs to the one that fills the view.
  watchColumns(node) {
    this.watcher?.disconnect();
    this.watcher = new IntersectionObserver(
      (entries) => entries.filter((each) => each.isIntersecting).forEach((each) => this.activateAt(each.target)),
      { root: node.querySelector(".columns"), threshold: 0.7 });
    if (matchMedia("(max-width: 900px)").matches)
      for (const column of node.querySelectorAll(".column")) this.watcher.observe(column);
  }

  fail(error, again) {
    if (!(error instanceof Away) && !error.status) throw error;
    (this.stage ?? this.root).replaceChildren(element("div", { class: "done" },
      element("h2", {}, error.message), element("p", {}, "What you said so far is safe."),
      element("button", { type: "button", onclick: again }, "Try again")));
  }
}
