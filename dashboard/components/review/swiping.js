// Columns that lie one behind the other: which one is seen, and the way from one to another.

export const SWIPED = "(max-width: 900px)";
const STILL = "(prefers-reduced-motion: reduce)";
// Milliseconds: how long the way takes; how long a finger that goes on tapping is not heard; after
// how long without a movement the columns rest.
const SLIDE = 140;
const UNHEARD = 320;
const REST = 160;
// How far, in pixels and in parts of the width, the view may be from a column to be there.
const EXACT = 2;
const NEAR = 0.3;

export class Swiping {
  // `seen(letter)`: another column was swiped into view; `settled(yes)`: whether the column named
  // is the one that stands in view.
  constructor({ seen, settled }) {
    Object.assign(this, { seen, told: settled, settled: true });
    this.narrow = matchMedia(SWIPED);
    this.resized = new ResizeObserver(() => this.align());
  }

  get swiped() {
    return this.narrow.matches;
  }

  // `node`: the element whose columns scroll.
  watch(node) {
    this.stop();
    this.listening?.abort();
    this.listening = new AbortController();
    this.resized.disconnect();
    this.node = node;
    const listen = (name, act) => node.addEventListener(name, act, { passive: true, signal: this.listening.signal });
    listen("scroll", () => this.scrolled());
    listen("scrollend", () => this.rest());
    listen("touchstart", () => this.stop());
    this.resized.observe(node);
  }

  // Brings a column into view: at once, or `slides`; for a moment nothing counts after a tap that
  // led here, because the next one may be the same.
  show(letter, { slides = false, tapped = false } = {}) {
    this.letter = letter;
    if (!this.swiped) return this.settle(true);
    this.stop();
    const from = this.node.scrollLeft;
    const to = this.placeOf(letter);
    const moves = slides && !matchMedia(STILL).matches && Math.abs(to - from) > EXACT;
    this.heardAgain = tapped ? performance.now() + UNHEARD : 0;
    if (moves) return this.slide(from, to);
    this.jump(to);
    this.rest();
  }

  slide(from, to) {
    this.settle(false);
    this.node.style.scrollSnapType = "none";
    const start = performance.now();
    const step = () => {
      const part = Math.min(1, (performance.now() - start) / SLIDE);
      this.jump(from + (to - from) * (1 - (1 - part) ** 3));
      if (part === 1) this.stop();
      else this.sliding = requestAnimationFrame(step);
    };
    this.sliding = requestAnimationFrame(step);
    // A page that nobody sees has no frames.
    this.arrival = setTimeout(() => this.stop(), 2 * SLIDE);
  }

  // The way ends where it leads.
  stop() {
    if (!this.sliding) return;
    cancelAnimationFrame(this.sliding);
    clearTimeout(this.arrival);
    this.sliding = null;
    this.jump(this.placeOf(this.letter));
    this.node.style.scrollSnapType = "";
    this.rest();
  }

  jump(left) {
    this.node.scrollTo({ left, behavior: "instant" });
  }

  scrolled() {
    if (!this.swiped || this.sliding) return;
    const { letter, off } = this.nearest();
    if (letter !== this.letter) {
      this.letter = letter;
      this.seen(letter);
    }
    clearTimeout(this.resting);
    if (off <= EXACT) return this.rest();
    this.settle(false);
    this.resting = setTimeout(() => this.rest(), REST);
  }

  rest() {
    if (!this.swiped || this.sliding) return;
    const wait = (this.heardAgain ?? 0) - performance.now();
    clearTimeout(this.resting);
    if (wait > 0) this.resting = setTimeout(() => this.rest(), wait);
    const { letter, off } = this.nearest();
    this.settle(wait <= 0 && letter === this.letter && off <= NEAR * this.node.clientWidth);
  }

  settle(yes) {
    if (this.settled === yes) return;
    this.settled = yes;
    this.told(yes);
  }

  // The window has another width, or its columns stand side by side now.
  align() {
    const { clientWidth } = this.node;
    if (clientWidth === this.width || this.sliding || !this.letter) return;
    this.width = clientWidth;
    if (!this.swiped) return this.settle(true);
    this.jump(this.placeOf(this.letter));
    this.rest();
  }

  // How far the columns are scrolled where this one is in view.
  placeOf(letter) {
    const column = this.node.querySelector(`.column[data-candidate="${letter}"]`);
    return Math.min(column.offsetLeft, this.node.scrollWidth - this.node.clientWidth);
  }

  nearest() {
    const letters = [...this.node.children].map((each) => each.dataset.candidate);
    const far = letters.map((letter) => Math.abs(this.placeOf(letter) - this.node.scrollLeft));
    const off = Math.min(...far);
    return { letter: letters[far.indexOf(off)], off };
  }
}
