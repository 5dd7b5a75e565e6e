// The keys of the review: which one does what, and when none of them counts.

import { OPINIONS, VERDICTS } from "./words.js";
import { keysAreOff } from "./help.js";

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
  if (event.repeat || event.ctrlKey || event.metaKey || event.altKey || target.matches?.("input, textarea, select")) return null;
  if (page.root.querySelector("dialog[open]")) return null;
  const key = event.shiftKey || event.key.length > 1 ? event.key : event.key.toLowerCase();
  if (keysAreOff() && key.length === 1 && !"? ".includes(key)) return null;
  page.byKeyboard = true;
  return (page.screen ? { ...always(page), ...onScreen(page, target) } : always(page))[key];
}

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
  if (!target.matches?.("button, a") || target.matches(".next, .tile, .choice")) all.Enter = () => page.way.step(1);
  if (target.matches?.(".tile")) all[" "] = () => target.click();
  for (const { key, value } of VERDICTS) all[key] = () => page.saying.choose(page.columns.letter, value, true);
  for (const { key, value } of OPINIONS) all[key] = () => page.judging.key(value);
  return all;
}
