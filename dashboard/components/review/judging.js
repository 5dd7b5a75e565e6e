// Judging products: what the keys, the hand and the finger do to the pictures of one screen.

import { focusInView } from "../tile/frame.js";
import { keysAreOff } from "./help.js";
import { Hand } from "./hand.js";
import { openJudged } from "./large.js";
import { Reasons, openReasons } from "./reasons.js";
import { NO_OPINION, asksWhy } from "./words.js";

export class Judging {
  // `page`: the review, which knows the screen, the active column and whether one may answer.
  constructor(page) {
    this.page = page;
    this.hand = new Hand({
      judge: (tile, value) => this.byHand(tile, () => this.judge(tile, value)),
      why: (tile) => this.byHand(tile, () => this.why(tile)),
      answerOf: (tile) => this.answerTo(tile),
    });
  }

  listen(stage) {
    stage.addEventListener("pointerover", (event) => event.pointerType === "mouse" && this.hover(event.target));
    stage.addEventListener("pointerleave", (event) => event.pointerType === "mouse" && this.hover(null));
    stage.addEventListener("focusin", (event) => this.focused(event.target));
    stage.addEventListener("click", (event) => this.click(event));
  }

  keyOf(tile) {
    return this.page.answers.judgementOf(this.page.current.id, tile.dataset.product);
  }

  answerTo(tile) {
    return this.page.answers.of(this.keyOf(tile));
  }

  hover(target) {
    const tile = target?.closest(".seat")?.querySelector(".tile");
    this.show(tile ?? this.led());
  }

  focused(target) {
    if (this.hand.node.contains(target)) return;
    this.last = null;
    if (target === this.hand.tile) return;
    this.show(this.led());
    this.hand.draw();
  }

  // Whoever answers by letters needs no buttons over the picture under the focus.
  led() {
    return keysAreOff() ? this.focusedTile(":focus-visible") : null;
  }

  show(tile) {
    this.hand.over(this.page.review.can_answer ? tile : null);
  }

  // A finger first chooses the picture, then opens it large.
  click(event) {
    const tile = event.target.closest(".tile");
    const letter = tile?.closest(".column")?.dataset.candidate;
    if (!tile || (letter && !this.page.columns.takes(letter))) return;
    const chooses = event.pointerType === "touch" || event.pointerType === "pen";
    if (chooses && tile.matches(".column .tile") && this.page.review.can_answer && this.hand.tile !== tile) return this.show(tile);
    openJudged(this.page, this, tile);
  }

  // The picture that was touched last has the focus, unless the button over it has.
  byHand(tile, act) {
    if (!this.hand.node.contains(this.page.columns.focused)) tile.focus({ preventScroll: true });
    act();
  }

  focusedTile(state = "") {
    const { activeElement } = this.page.root.getRootNode();
    if (this.hand.node.contains(activeElement)) return this.hand.tile;
    const here = activeElement?.matches(`.column .tile${state}`) && this.page.screen?.node.contains(activeElement);
    return here ? activeElement : null;
  }

  // The product under the focus, else the first of the column that waits.
  aim() {
    return this.focusedTile() ?? this.firstOpen();
  }

  firstOpen() {
    const tiles = this.page.screen.tilesIn(this.page.columns.letter);
    return tiles.find((each) => this.waits(each)) ?? tiles[0];
  }

  waits(tile) {
    return this.answerTo(tile).value === NO_OPINION;
  }

  // The same judgement again takes it back.
  judge(tile, value) {
    const answer = this.answerTo(tile);
    const judged = answer.value === value ? NO_OPINION : value;
    this.page.saying.say(this.keyOf(tile), { value: judged, reasons: asksWhy({ value: judged }) ? answer.reasons ?? [] : [] }, this.page.current.id);
  }

  key(value) {
    const tile = this.aim();
    if (!tile || !this.page.columns.takes(this.page.columns.letter) || !this.page.saying.may()) return;
    const onwards = this.answerTo(tile).value !== value;
    focusInView(onwards ? this.following(tile) : tile);
    this.judge(tile, value);
    this.last = onwards ? tile : null;
  }

  // The next of the column that waits, else the next, else the same.
  following(tile) {
    const tiles = this.page.screen.tilesIn(tile.closest(".column").dataset.candidate);
    const rest = tiles.slice(tiles.indexOf(tile) + 1);
    return rest.find((each) => this.waits(each)) ?? rest[0] ?? tile;
  }

  // Of the product just judged, else of the one under the focus.
  whyKey() {
    const tile = this.last ?? this.focusedTile();
    if (tile && asksWhy(this.answerTo(tile))) this.why(tile);
    else this.page.notices.say("Say “doubtful” or “never” first, then why.", 3000);
  }

  why(tile) {
    tile.scrollIntoView({ block: "nearest" });
    openReasons(this.page.root, tile, tile.querySelector(".title").textContent, this.reasonsFor(tile.dataset.product));
  }

  reasonsFor(product) {
    const { answers, saying, current, reasons } = this.page;
    const key = answers.judgementOf(current.id, product);
    return new Reasons(reasons, answers.of(key), (change) =>
      (change.reasons ? saying.say(key, change, current.id) : answers.write(key, change, current.id)));
  }
}
