// The keys of the review: which one does what, and when none of them counts.

import { meantBy } from "../tile/keys.js";
import { OPINIONS, VERDICTS } from "./words.js";
import { keysAreOff } from "./help.js";

// The numbers of the columns, which Shift prefers.
const COLUMNS = "123";

export function listenForKeys(page) {
  const heard = (event) => {
    if (!page.root.isConnected) return document.removeEventListener("keydown", heard);
    const act = actionOf(page, event);
    if (!act) return;
    event.preventDefault();
    act();
  };
  document.addEventListener("keydown", heard);
  document.addEventListener("pointerdown", () => (page.byKeyboard = false), true);
}

function actionOf(page, event) {
  const target = event.composedPath()[0];
  if (event.repeat || target.matches?.("input, textarea, select") || page.root.querySelector("dialog[open]")) return null;
  const key = meantBy(event, COLUMNS);
  if (!key || (keysAreOff() && isSingle(key))) return null;
  page.byKeyboard = true;
  return (page.screen ? { ...always(page), ...onScreen(page, target) } : always(page))[key];
}

const isSingle = (key) => (key.length === 1 || key.startsWith("Shift ")) && !"? ".includes(key);

function always(page) {
  return {
    "?": () => page.help(),
    n: () => page.way.step(1),
    p: () => page.way.step(-1),
    z: () => page.saying.undo(),
    Z: () => page.saying.redo(),
    y: () => page.saying.redo(),
    Escape: () => (page.talk.shown ? page.talk.close() : page.way.pause()),
  };
}

function onScreen(page, target) {
  const all = {
    b: () => page.saying.prefer(page.columns.letter),
    "=": () => page.saying.even(),
    c: () => page.saying.comment(page.columns.answered ?? page.columns.letter),
    r: () => page.judging.whyKey(),
    t: () => page.talk.open(page.pointed()),
    ArrowLeft: () => page.columns.move(-1),
    ArrowRight: () => page.columns.move(1),
    ArrowUp: () => page.columns.walk(-1),
    ArrowDown: () => page.columns.walk(1),
  };
  if (!target.matches?.("button, a") || target.matches(".next, .tile, .choice, .remark, .tab")) all.Enter = () => page.way.next();
  if (target.matches?.(".tile")) all[" "] = () => target.click();
  page.columns.letters.forEach((letter, at) => (all[`Shift ${at + 1}`] = () => page.saying.prefer(letter)));
  for (const { key, value } of VERDICTS) all[key] = () => page.saying.choose(page.columns.letter, value, true);
  for (const { key, value } of OPINIONS) all[key] = () => page.judging.key(value);
  return all;
}
