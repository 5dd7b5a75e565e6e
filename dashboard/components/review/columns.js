// The columns of the shopper on screen: which one is meant, and the way along their pictures.

import { focusInView } from "../tile/frame.js";
import { verdictOn } from "./answers.js";
import { NO_VERDICT } from "./words.js";

// Where the columns lie one behind the other and are swiped.
export const SWIPED = "(max-width: 900px)";
const IN_VIEW = 0.7;

export class Columns {
  // `page`: the review. `letter` is the active column; `answered` the one a verdict was just given
  // on, while nothing else was looked at.
  constructor(page) {
    Object.assign(this, { page, letter: "A", answered: null });
    for (const name of ["pointerdown", "focusin"]) page.root.addEventListener(name, (event) => this.meant(event.target));
  }

  get letters() {
    return this.page.current.columns.map((each) => each.letter);
  }

  get tiles() {
    return this.page.screen.tilesIn(this.letter);
  }

  place(node) {
    this.answered = null;
    this.watch(node);
    this.activate(this.firstOpen());
  }

  meant(target) {
    const letter = target.closest?.("[data-candidate]")?.dataset.candidate;
    if (!letter || !this.page.screen) return;
    this.answered = null;
    if (letter !== this.letter) this.activate(letter);
  }

  activate(letter) {
    this.letter = letter;
    this.page.bar.activate(letter);
    for (const each of this.page.screen.node.querySelectorAll(".column")) each.classList.toggle("active", each.dataset.candidate === letter);
  }

  // The first without a verdict, else the one meant last.
  firstOpen() {
    const { letters, page } = this;
    const open = letters.find((each) => page.answers.of(verdictOn(page.current.id, each)).value === NO_VERDICT);
    return open ?? (letters.includes(this.letter) ? this.letter : letters[0]);
  }

  // The same place in another column.
  move(by) {
    const { letters } = this;
    const at = this.tiles.indexOf(this.page.judging.focusedTile());
    this.activate(letters[(letters.indexOf(this.letter) + by + letters.length) % letters.length]);
    this.answered = null;
    if (at >= 0) this.focus(at);
  }

  walk(by) {
    const at = this.tiles.indexOf(this.page.judging.focusedTile());
    this.focus(at < 0 ? 0 : at + by);
  }

  focus(at) {
    const { tiles } = this;
    if (tiles.length) focusInView(tiles[Math.max(0, Math.min(tiles.length - 1, at))]);
  }

  // Where the columns are swiped, the bar belongs to the one that fills the view.
  watch(node) {
    this.watcher?.disconnect();
    if (!matchMedia(SWIPED).matches) return;
    this.watcher = new IntersectionObserver(
      (entries) => entries.filter((each) => each.isIntersecting).forEach((each) => this.meant(each.target)),
      { root: node.querySelector(".columns"), threshold: IN_VIEW });
    for (const column of node.querySelectorAll(".column")) this.watcher.observe(column);
  }
}
