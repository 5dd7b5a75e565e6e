// The review of one release: shopper after shopper, every answer on screen at once and stored behind it.

import { Away, readFirst, showInAddress } from "../tile/address.js";
import { element, write } from "../tile/element.js";
import { makeTalk } from "../talk/talk.js";
import { Answers, partsOf, preferenceIn, verdictOn } from "./answers.js";
import { Bar } from "./bar.js";
import { Colleagues } from "./colleagues.js";
import { Columns } from "./columns.js";
import { Doubts } from "./doubts.js";
import { gatherEarlier } from "./earlier.js";
import { openHelp } from "./help.js";
import { Judging } from "./judging.js";
import { listenForKeys } from "./keys.js";
import { Notices } from "./notices.js";
import { Progress } from "./progress.js";
import { Queue } from "./queue.js";
import { Saying } from "./saying.js";
import { Stage } from "./stage.js";
import { SWIPED } from "./swiping.js";
import { commentsOn, drawQuestions, markTalked } from "./talked.js";
import { Way } from "./way.js";

const reviews = new WeakMap();

export default function mount({ data, parentElement }) {
  const root = parentElement.querySelector(".vitrine");
  if (reviews.has(root)) return;
  const review = new Review(root, data);
  reviews.set(root, review);
  review.start();
}

// `current`: the scenario of the queue that is looked at, and `screen` what is drawn of it; both
// null at the end. `byKeyboard`: whether a key was pressed last.
class Review {
  constructor(root, { release, scenario, person, talk }) {
    Object.assign(this, { root, release, person, wanted: scenario, talks: talk, current: null, screen: null, byKeyboard: false });
  }

  async start() {
    try {
      this.review = await readFirst(`/api/releases/${this.release}/review`, this.person);
    } catch (error) {
      return this.fail(error, () => this.start());
    }
    this.reasons = this.review.reasons;
    this.stage = new Stage();
    this.hear();
    this.draw();
    listenForKeys(this);
    if (!this.review.can_answer) this.notices.say(this.review.why_not);
    this.answers.outbox.flush();
    this.notices.questions(drawQuestions(this.review.carried, (id) => this.readAbout(id)));
    await this.way.begin(this.queue.find(this.wanted));
    if (!this.talks) return;
    showInAddress({ talk: null });
    this.talk.open({});
  }

  // Goes to a shopper, with what is said about them open.
  async readAbout(id) {
    await this.way.show(id);
    this.talk.open({});
  }

  hear() {
    const { release, person, review } = this;
    const left = gatherEarlier(review, `vitrine:${person}:${release}:`);
    this.notices = new Notices(this);
    this.answers = new Answers(review, {
      release, person,
      changed: (key) => this.changed(key),
      settled: (key) => this.settled(key),
      conflict: (...about) => this.notices.conflict(...about),
      state: (...told) => this.notices.state(...told),
    });
    this.queue = new Queue(review, this.answers);
    this.notices.earlier(left);
    this.saying = new Saying(this);
    this.columns = new Columns(this);
    this.doubts = new Doubts(this);
    this.judging = new Judging(this);
    this.judging.listen(this.stage.node);
    this.colleagues = new Colleagues(this);
    this.way = new Way(this);
  }

  draw() {
    const { saying, way, root, release, person, review } = this;
    this.progress = new Progress(this.queue, { show: (id) => way.show(id), pause: () => way.pause(), help: () => this.help() });
    this.bar = new Bar({
      choose: (letter, value) => saying.choose(letter, value), prefer: (letter) => saying.prefer(letter), even: () => saying.even(),
      comment: (letter) => saying.comment(letter), next: () => this.columns.rested && way.next(), back: () => this.columns.rested && way.step(-1),
      goTo: (letter) => this.columns.go(letter, { slides: true }),
    });
    this.bar.node.classList.toggle("closed", !review.can_answer);
    root.replaceChildren(this.progress.node, this.notices.node, this.stage.node, this.bar.node, this.notices.live);
    this.talk = makeTalk({
      root, release, person, revision: review.revision, people: review.people,
      pointed: () => this.pointed(), unsaid: (...about) => this.notices.unsaid(...about), speech: (...told) => this.notices.speech(...told),
      comments: () => (this.screen ? commentsOn(this.screen, this.answers, this.reasons) : []),
      pinned: (products) => this.screen && markTalked(this.screen, products),
    });
    this.seatTalk();
    root.style.setProperty("--above", `${this.progress.node.offsetTop + root.getBoundingClientRect().top}px`);
  }

  // Beside Pause; in the bar where the screen is narrow.
  seatTalk() {
    const narrow = matchMedia(SWIPED);
    const seat = () => (narrow.matches ? this.bar : this.progress).talking.append(this.talk.button);
    narrow.addEventListener("change", seat);
    seat();
  }

  place(screen) {
    const { current } = this;
    this.screen = screen;
    this.judging.hand.over(null);
    this.stage.show(screen.node);
    this.bar.node.hidden = false;
    this.bar.place(current.columns);
    this.drawPreference();
    this.progress.place(current);
    this.columns.place(screen.node);
    this.drawNext();
    this.notices.missing(screen.page);
    const { threads, products } = screen.page;
    this.talk.show({ scenario: current.id, title: current.title, threads, products });
    this.colleagues.ask();
  }

  end(node) {
    Object.assign(this, { current: null, screen: null });
    this.talk.close();
    this.stage.show(node);
    this.stage.keep([]);
    this.bar.node.hidden = true;
    this.progress.place(null);
  }

  help() {
    openHelp(this.root, () => this.judging.hand.letTabIn());
  }

  // What words would be about: the column that is looked at, and the product in it that is under
  // the focus or the finger.
  pointed() {
    const { tiles, letter } = this.columns;
    const meant = [this.judging.focusedTile(), this.judging.hand.tile].find((each) => tiles.includes(each));
    return { column: letter, product: meant?.dataset.product ?? null };
  }

  // Draws only what belongs to the answer.
  changed(key) {
    const { kind, place, what } = partsOf(key);
    if (kind === "judgements") {
      this.judging.hand.redraw();
      return this.way.screens.mark((each) => this.answers.concerns(key, each), what);
    }
    const here = this.screen && place === this.current.id;
    if (kind === "verdicts" && here) this.drawVerdict(what);
    if (kind === "preferences" && here) this.drawPreference();
    if (here) {
      this.doubts.look();
      this.way.holdStill();
    }
    if (kind === "preferences") return;
    const line = this.queue.find(place);
    if (line) this.progress.mark(line);
    this.drawNext();
  }

  settled(key) {
    this.notices.stored(key);
    if (partsOf(key).kind === "verdicts") this.colleagues.ask();
  }

  drawVerdicts() {
    for (const { letter } of this.current.columns) this.drawVerdict(letter);
  }

  drawVerdict(letter) {
    const answer = this.answers.of(verdictOn(this.current.id, letter));
    const { best } = this.answers.of(preferenceIn(this.current.id));
    this.bar.drawVerdict(letter, answer, this.screen.others);
    this.screen.drawVerdict(letter, answer, best.includes(letter) && best.length < this.current.columns.length);
  }

  drawPreference() {
    this.bar.drawPreference(this.answers.of(preferenceIn(this.current.id)));
    this.drawVerdicts();
  }

  drawNext() {
    if (!this.current) return;
    const open = this.review.can_answer ? this.queue.open : 0;
    const last = open ? `Go to the ${open} left` : "Finish";
    write(this.bar.next, this.queue.after(this.current) ? "Next shopper" : last);
  }

  fail(error, again) {
    if (!(error instanceof Away) && !error.status) throw error;
    const told = element("div", { class: "done" },
      element("h2", {}, error.message), element("p", {}, "What you said so far is safe."),
      element("button", { type: "button", onclick: again }, "Try again"));
    if (this.stage) this.end(told);
    else this.root.replaceChildren(told);
  }
}
