// The review of one release: shopper after shopper, a verdict a column, saved at each keystroke.

import { Away, read, showInAddress } from "../tile/address.js";
import { element } from "../tile/element.js";
import { openProduct } from "../slate/slate.js";
import { openHelp } from "./help.js";
import { Outbox } from "./outbox.js";
import { makeScreen } from "./screen.js";
import { VERDICTS, drawVerdict, makeBar, openComment } from "./verdicts.js";

const reviews = new WeakMap();
const NONE = "no verdict";
const given = (answer) => Boolean(answer) && answer.value !== NONE;

export default function mount({ data, parentElement }) {
  const root = parentElement.querySelector(".vitrine");
  if (reviews.has(root)) return;
  const review = new Review(root, data);
  reviews.set(root, review);
  review.start();
}

class Review {
  constructor(root, { release, scenario, person }) {
    Object.assign(this, { root, release, person, first: scenario });
    this.screens = new Map();
    this.asked = new Map();
    this.undone = [];
    this.active = 0;
  }

  async start() {
    try {
      this.review = await read(`/api/releases/${this.release}/review`);
    } catch (error) {
      return this.fail(error, () => this.start());
    }
    const { scenarios } = this.review;
    const candidates = scenarios[0].columns.map(({ letter }) => ({ id: letter, title: letter }));
    this.review.candidates = candidates;
    this.banner = element("p", { class: "banner", role: "status" });
    this.saving = element("p", { class: "banner", role: "status" });
    this.stage = element("div", { class: "stage" });
    this.progress = element("nav", { class: "progress", "aria-label": "Shoppers" });
    this.bar = makeBar(candidates, {
      choose: (candidate, value) => this.choose(candidate, value),
      comment: (candidate) => this.comment(candidate),
      next: () => this.step(1),
      back: () => this.step(-1),
    });
    this.bar.classList.toggle("closed", !this.review.can_answer);
    this.root.replaceChildren(this.progress, element("div", {}, this.saving, this.banner), this.stage, this.bar);
    this.root.style.setProperty("--above", `${this.progress.offsetTop + this.root.getBoundingClientRect().top}px`);
    this.openOutbox();
    this.listen();
    await this.show(scenarios.some(({ id }) => id === this.first) ? this.first : this.firstOpen());
  }

  openOutbox() {
    const { revision } = this.review;
    this.outbox = new Outbox({
      address: `/api/releases/${this.release}/verdicts`,
      name: `vitrine:${this.person}:${this.release}:${revision}`,
      settled: (key, stored) => this.settle(key, stored),
      conflict: (key, stored, mine, sentence) => this.conflict(key, stored, mine, sentence),
      state: (text) => this.saving.replaceChildren(text),
    });
    for (const [key, { value, comment }] of this.outbox.waiting) this.remember(key, { value, comment });
    this.outbox.flush();
    if (!this.review.can_answer) this.say(this.review.why_not);
  }

  listen() {
    this.root.addEventListener("click", (event) => {
      const button = event.target.closest(".screen .tile");
      if (button) openProduct(this.root, this.screens.get(this.current).page, button);
    });
    this.root.addEventListener("pointerdown", (event) => this.activateAt(event.target));
    this.root.addEventListener("focusin", (event) => this.activateAt(event.target));
    const keys = (event) => {
      if (this.root.isConnected) this.key(event);
      else document.removeEventListener("keydown", keys);
    };
    document.addEventListener("keydown", keys);
  }

  // What was said, by scenario and candidate, as it stands on this screen.
  answer(scenario, candidate) {
    return this.review.verdicts[scenario]?.[candidate];
  }

  remember(key, answer) {
    const [scenario, candidate] = key.split("|");
    (this.review.verdicts[scenario] ??= {})[candidate] = { ...this.answer(scenario, candidate), ...answer };
  }

  complete(scenario) {
    return this.review.candidates.every(({ id }) => given(this.answer(scenario, id)));
  }

  firstOpen() {
    const { scenarios } = this.review;
    return (scenarios.find(({ id }) => !this.complete(id)) ?? scenarios[0]).id;
  }

  // A screen fetched ahead is placed at once, within the keystroke.
  async show(id) {
    this.current = id;
    const screen = this.screens.get(id);
    if (screen) this.place(screen);
    try {
      if (!screen) this.place(await this.fetchScreen(id), id);
      showInAddress({ release: this.release, scenario: id });
      this.drawProgress();
      await this.screens.get(id).ready;
      this.forgetFar();
      const next = this.neighbour(1);
      if (next) await this.fetchScreen(next);
    } catch (error) {
      if (this.current === id && !this.screens.has(id)) this.fail(error, () => this.show(id));
      else if (!(error instanceof Away) && !error.status) throw error;
    }
  }

  place(screen, id = this.current) {
    if (this.current !== id) return;
    this.answered = null;
    this.stage.replaceChildren(screen.node);
    this.progress.scrollIntoView({ block: "nearest" });
    screen.node.querySelector("h1").focus({ preventScroll: true });
    this.watchColumns(screen.node);
    this.drawAnswers();
    this.activate(this.firstUnanswered());
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

  forgetFar() {
    const near = new Set([-1, 0, 1].map((by) => this.neighbour(by)));
    for (const id of this.asked.keys()) {
      if (near.has(id)) continue;
      this.asked.delete(id);
      this.screens.delete(id);
    }
  }

  // Each scenario is asked for once; one that could not be had may be asked for again.
  fetchScreen(id) {
    if (!this.asked.has(id)) {
      const { revision, candidates } = this.review;
      const asked = read(`/api/releases/${this.release}/revisions/${revision}/scenarios/${id}`)
        .then((page) => {
          const screen = makeScreen(page, candidates);
          this.screens.set(id, screen);
          return screen;
        });
      asked.catch(() => this.asked.delete(id));
      this.asked.set(id, asked);
    }
    return this.asked.get(id);
  }

  neighbour(by) {
    const ids = this.review.scenarios.map(({ id }) => id);
    return ids[ids.indexOf(this.current) + by];
  }

  step(by) {
    const next = this.neighbour(by);
    if (next) this.show(next);
    else if (by > 0) this.finish();
  }

  finish() {
    const open = this.review.scenarios.filter(({ id }) => !this.complete(id));
    if (this.review.can_answer && open.length) return this.show(open[0].id);
    this.current = null;
    this.drawProgress();
    const scenarios = this.review.scenarios.length;
    this.stage.replaceChildren(element("div", { class: "done" },
      element("h1", {}, this.review.can_answer ? "All seen, all said." : "That was the last shopper."),
      element("p", {}, `${scenarios} shoppers, ${this.review.candidates.length} slates each. ` +
        (this.review.can_answer ? "Your verdicts are with the people who sign." : "")),
      element("a", { href: `/decision?release=${encodeURIComponent(this.release)}`, target: "_self" }, "See the decision page")));
    this.bar.hidden = true;
  }

  // Answers

  choose(candidate, value) {
    const before = this.answer(this.current, candidate)?.value ?? NONE;
    if (before !== value) {
      this.undone.push({ scenario: this.current, candidate, value: before });
      this.give(this.current, candidate, { value });
    }
    this.activate(this.firstUnanswered());
    this.answered = candidate;
  }

  give(scenario, candidate, change) {
    if (!this.review.can_answer) return this.say(this.review.why_not);
    const before = this.answer(scenario, candidate) ?? {};
    const said = { value: before.value ?? NONE, comment: before.comment ?? "", ...change };
    const key = `${scenario}|${candidate}`;
    this.remember(key, said);
    this.outbox.put(key, {
      person: this.person, revision: this.review.revision, scenario, column: candidate, ...said, expected_version: before.version ?? 0,
    });
    this.drawAnswers();
    this.drawProgress();
  }

  comment(candidateId) {
    const candidate = this.review.candidates.find(({ id }) => id === candidateId);
    const scenario = this.current;
    const cell = this.bar.querySelector(`.cell[data-candidate="${candidateId}"]`);
    openComment(cell, candidate, this.answer(scenario, candidateId)?.comment ?? "", (comment) => {
      if (comment !== (this.answer(scenario, candidateId)?.comment ?? "")) this.give(scenario, candidateId, { comment });
    });
  }

  undo() {
    const last = this.undone.pop();
    if (!last) return this.say("Nothing to undo.", 2000);
    this.give(last.scenario, last.candidate, { value: last.value });
    if (last.scenario !== this.current) this.show(last.scenario);
  }

  settle(key, stored) {
    const [scenario, candidate] = key.split("|");
    const answer = this.answer(scenario, candidate);
    answer.version = stored.version;
    if (!this.outbox.waiting.has(key)) Object.assign(answer, { value: stored.value, comment: stored.comment });
  }

  conflict(key, stored, mine, sentence) {
    const [scenario, candidate] = key.split("|");
    this.review.verdicts[scenario][candidate] = stored ?? undefined;
    this.drawAnswers();
    this.drawProgress();
    if (!stored) return this.say(sentence);
    const again = element("button", { type: "button", onclick: () => {
      this.say("");
      this.give(scenario, candidate, { value: mine.value, comment: mine.comment });
    } }, `Use “${mine.value}” instead`);
    this.banner.replaceChildren(`${sentence} `, again);
  }

  // What is drawn

  drawAnswers() {
    if (!this.current) return;
    for (const { id } of this.review.candidates) drawVerdict(this.bar, id, this.answer(this.current, id));
    const open = this.review.scenarios.filter(({ id }) => !this.complete(id)).length;
    const last = this.review.can_answer && open ? `Go to the ${open} left` : "Finish";
    this.bar.querySelector(".next").textContent = this.neighbour(1) ? "Next shopper" : last;
  }

  drawProgress() {
    const { scenarios } = this.review;
    this.bar.hidden = !this.current;
    const at = scenarios.findIndex(({ id }) => id === this.current);
    const dots = scenarios.map(({ id, title }, index) => element("button", {
      type: "button", class: `dot${this.complete(id) ? " said" : ""}`, title, "aria-label": `${index + 1}. ${title}${this.complete(id) ? ", answered" : ""}`,
      "aria-current": index === at ? "step" : null, onclick: () => this.show(id),
    }));
    const said = scenarios.filter(({ id }) => this.complete(id)).length;
    this.progress.replaceChildren(
      element("span", { class: "where" }, at < 0 ? "" : `Shopper ${at + 1} of ${scenarios.length}`),
      element("span", { class: "dots" }, dots),
      element("span", { class: "quiet" }, `${said} of ${scenarios.length} answered`),
      element("button", { type: "button", class: "keys", onclick: () => openHelp(this.root) }, "? Keys"));
  }

  activateAt(target) {
    const id = target.closest?.("[data-candidate]")?.dataset.candidate;
    if (!id) return;
    this.answered = null;
    this.activate(this.review.candidates.findIndex((each) => each.id === id));
  }

  activate(index) {
    this.active = index;
    const { id } = this.review.candidates[index];
    for (const each of this.root.querySelectorAll(".column, .cell"))
      each.classList.toggle("active", each.dataset.candidate === id);
  }

  firstUnanswered() {
    const open = this.review.candidates.findIndex(({ id }) => !given(this.answer(this.current, id)));
    return open < 0 ? Math.min(this.active, this.review.candidates.length - 1) : open;
  }

  say(text, milliseconds) {
    this.banner.replaceChildren(text);
    if (milliseconds) setTimeout(() => this.banner.textContent === text && this.banner.replaceChildren(), milliseconds);
  }

  fail(error, again) {
    if (!(error instanceof Away) && !error.status) throw error;
    (this.stage ?? this.root).replaceChildren(element("div", { class: "done" },
      element("h2", {}, error.message), element("p", {}, "What you said so far is safe."),
      element("button", { type: "button", onclick: again }, "Try again")));
  }

  // Keys

  key(event) {
    const typing = event.composedPath()[0];
    if (event.repeat || event.ctrlKey || event.metaKey || event.altKey || typing.matches?.("input, textarea, select")) return;
    if (this.root.querySelector("dialog[open]")) return;
    const act = this.actions(event, typing)[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  }

  actions(event, typing) {
    const candidates = this.review?.candidates ?? [];
    const onButton = typing.matches?.("button, a");
    const all = {
      "?": () => openHelp(this.root),
      n: () => this.step(1),
      p: () => this.step(-1),
      z: () => this.undo(),
    };
    if (!onButton || typing.matches(".next, .tile, .choice")) all.Enter = () => this.step(1);
    if (!this.current) return all;
    const candidate = candidates[this.active].id;
    for (const { key, value } of VERDICTS) all[key] = () => this.choose(candidate, value);
    return Object.assign(all, {
      c: () => this.comment(this.answered ?? candidate),
      ArrowLeft: () => this.move(-1),
      ArrowRight: () => this.move(1),
      ArrowUp: () => this.walk(-1),
      ArrowDown: () => this.walk(1),
      ...(typing.matches?.(".tile") ? { " ": () => typing.click() } : {}),
    });
  }

  move(by) {
    this.answered = null;
    const count = this.review.candidates.length;
    this.activate((this.active + by + count) % count);
    this.walk(0);
  }

  // Moves the focus along the active column's slate.
  walk(by) {
    const tiles = [...this.stage.querySelectorAll(".column.active .tile")];
    const focused = tiles.indexOf(this.root.getRootNode().activeElement);
    if (by === 0 && !this.root.getRootNode().activeElement?.matches(".tile")) return;
    tiles[Math.max(0, Math.min(tiles.length - 1, focused < 0 ? 0 : focused + by))]?.focus();
  }
}
