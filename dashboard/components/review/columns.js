// The columns of the shopper on screen: which one is meant, and the way along their pictures. The
// one that the bar names, that is in view, that has the focus and that an answer goes to are one.

import { focusInView } from "../tile/frame.js";
import { verdictOn } from "./answers.js";
import { Swiping } from "./swiping.js";
import { NO_VERDICT } from "./words.js";

const FLASH = 900;

export class Columns {
  // `page`: the review. `letter` is the active column; `answered` the one a verdict was just given
  // on, while nothing else was looked at.
  constructor(page) {
    Object.assign(this, { page, letter: "A", answered: null });
    this.swiping = new Swiping({
      seen: (letter) => this.activate(letter),
      settled: (yes) => this.settled(yes),
    });
    for (const name of ["pointerdown", "focusin", "click"]) page.root.addEventListener(name, (event) => this.meant(event));
  }

  get letters() {
    return this.page.current.columns.map((each) => each.letter);
  }

  get tiles() {
    return this.page.screen.tilesIn(this.letter);
  }

  get focused() {
    return this.page.root.getRootNode().activeElement;
  }

  place(node) {
    const { page } = this;
    this.answered = null;
    this.swiping.watch(node.querySelector(".columns"));
    this.activate(this.firstOpen());
    // A hand that led here may still be tapping: nobody has seen this shopper yet.
    this.swiping.show(this.letter, { tapped: this.placed && !page.byKeyboard });
    this.placed = true;
    page.bar.settle(this.rested);
  }

  // Whether a tap counts.
  get rested() {
    return !this.swiping.swiped || this.swiping.settled;
  }

  // A finger that touches a column where they are swiped may be about to swipe.
  meant({ type, target }) {
    const letter = target.closest?.("[data-candidate]")?.dataset.candidate;
    const swiped = this.swiping.swiped && target.closest(".column");
    if (!letter || !this.page.screen || (swiped ? type === "pointerdown" : type === "click")) return;
    this.answered = null;
    if (letter !== this.letter) this.go(letter, { slides: true });
  }

  // The whole column: bar, frame, view and focus. `way`: how it comes into view.
  go(letter, way) {
    this.activate(letter);
    this.swiping.show(letter, way);
    this.follow();
  }

  activate(letter) {
    this.letter = letter;
    this.page.bar.activate(letter);
    for (const each of this.page.screen.node.querySelectorAll(".column")) each.classList.toggle("active", each.dataset.candidate === letter);
  }

  settled(yes) {
    this.page.bar.settle(yes);
    if (yes && this.page.screen) this.follow();
  }

  // A focus in another column goes to the picture under the hand, or to the same place, in the
  // active one.
  follow() {
    const { focused, letter, page } = this;
    const own = focused?.closest("[data-candidate]");
    if (!own || own.dataset.candidate === letter || focused.matches("textarea")) return;
    const { tiles } = this;
    const tile = page.judging.focusedTile();
    const at = tile ? page.screen.tilesIn(own.dataset.candidate).indexOf(tile) : -1;
    const under = tiles.find((each) => each === page.judging.hand.tile);
    const twin = tile ? (under ?? tiles[Math.min(at, tiles.length - 1)]) : page.bar.twinOf(focused, letter);
    twin?.focus({ preventScroll: true });
  }

  // Whether an answer to this column is one to what is seen.
  takes(letter) {
    return this.rested && (!this.swiping.swiped || letter === this.letter);
  }

  // The first without a verdict, else the one meant last.
  firstOpen() {
    const { letters } = this;
    return this.open[0] ?? (letters.includes(this.letter) ? this.letter : letters[0]);
  }

  // Those without a verdict.
  get open() {
    const { answers, current } = this.page;
    return this.letters.filter((each) => answers.of(verdictOn(current.id, each)).value === NO_VERDICT);
  }

  // Which ones wait, in words.
  get waiting() {
    const { open } = this;
    if (!open.length) return "All columns are answered.";
    const named = open.length > 1 ? `${open.slice(0, -1).join(", ")} and ${open.at(-1)} wait` : `${open[0]} waits`;
    return `${named}.`;
  }

  // After something else had the focus.
  comeBack(letter) {
    this.go(letter);
    this.page.judging.firstOpen()?.focus({ preventScroll: true });
  }

  // After a verdict: by keyboard to the column that waits, with a focus that was on a picture; a
  // hand stays where it is, unless the columns are swiped.
  onwards(letter, byKey) {
    this.flash(letter);
    const { swiped } = this.swiping;
    const onPicture = byKey && this.page.judging.focusedTile();
    if (byKey || swiped) this.go(this.firstOpen(), { slides: !byKey, tapped: !byKey });
    if (swiped && !byKey && letter !== this.letter) this.page.screen.showTop();
    const open = onPicture && this.page.judging.firstOpen();
    if (open) focusInView(open);
    this.answered = letter;
  }

  // Shows for a moment where an answer went.
  flash(letter) {
    const nodes = [this.page.screen.columnOf(letter), ...this.page.bar.partsOf(letter)];
    for (const each of nodes) each.classList.add("flash");
    setTimeout(() => nodes.forEach((each) => each.classList.remove("flash")), FLASH);
  }

  // The same place in another column.
  move(by) {
    const { letters } = this;
    this.answered = null;
    this.go(letters[(letters.indexOf(this.letter) + by + letters.length) % letters.length]);
    const tile = this.page.judging.focusedTile();
    if (tile) focusInView(tile);
  }

  walk(by) {
    const at = this.tiles.indexOf(this.page.judging.focusedTile());
    this.focus(at < 0 ? 0 : at + by);
  }

  focus(at) {
    const { tiles } = this;
    if (tiles.length) focusInView(tiles[Math.max(0, Math.min(tiles.length - 1, at))]);
  }
}
