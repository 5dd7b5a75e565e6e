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
    n: () => page.step(1),
    p: () => page.step(-1),
    z: () => page.undo(),
    Z: () => page.redo(),
    y: () => page.redo(),
    Escape: () => page.pause(),
  };
}

function onScreen(page, target) {
  const all = {
    b: () => page.prefer(page.letter),
    "=": () => page.even(),
    c: () => page.comment(page.answered ?? page.letter),
    r: () => page.judging.whyKey(),
    ArrowLeft: () => page.move(-1),
    ArrowRight: () => page.move(1),
    ArrowUp: () => page.walk(-1),
    ArrowDown: () => page.walk(1),
  };
  if (!target.matches?.("button, a") || target.matches(".next, .tile, .choice")) all.Enter = () => page.step(1);
  if (target.matches?.(".tile")) all[" "] = () => target.click();
  for (const { key, value } of VERDICTS) all[key] = () => page.choose(page.letter, value, true);
  for (const { key, value } of OPINIONS) all[key] = () => page.judging.key(value);
  return all;
}
