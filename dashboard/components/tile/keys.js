// What a key means, whatever its keyboard prints on it. Letters, digits and marks are asked for here
// alone; a key that an input method takes never comes so far.

const PLAIN = /^[\x20-\x7e]$/;
const LATIN = /^\p{Script=Latin}$/u;
const ASKED = ["/", "?", "="];
const MARKS = { Slash: ["/", "?"], Equal: ["=", "+"] };

// The name of the key pressed, as "Enter", "ArrowLeft" or "s"; with Shift a letter is "S" and a digit
// of the row above the letters "Shift 1". A key that prints a sign of another script, or none that
// is asked for, means what stands at its place on an English keyboard. Empty where Ctrl, Alt, Cmd
// or AltGr is held: such keys are the browser's. `counted`: the digits that with Shift mean their
// place, also where a mark that is asked for is printed there, as "/" over 3 in French Canada.
export function meantBy(event, counted = "") {
  if (event.ctrlKey || event.metaKey || event.altKey || event.getModifierState?.("AltGraph")) return "";
  return digitAt(event, counted) ?? letterAt(event) ?? event.key ?? "";
}

// The letter that is pressed together with Ctrl, or with Cmd; empty where there is none.
export function commandOf(event) {
  const held = (event.ctrlKey || event.metaKey) && !event.altKey;
  return held ? (letterAt(event) ?? event.key ?? "").toLowerCase() : "";
}

// Rows of digits print "&" or "ě" on other keyboards, and the digit itself only with Shift.
function digitAt({ key = "", code = "", shiftKey }, counted) {
  const [, row, digit] = code.match(/^(Digit|Numpad)(\d)$/) ?? [];
  if (!digit || ([...key].length > 1 && key !== "Dead")) return null;
  const shifted = row === "Digit" && shiftKey;
  if (ASKED.includes(key) && !(shifted && counted.includes(digit))) return null;
  return shifted ? `Shift ${digit}` : digit;
}

function letterAt({ key = "", code = "", shiftKey }) {
  if ([...key].length > 1) return null;
  const foreign = !PLAIN.test(key) && !LATIN.test(key);
  const at = foreign ? (code.match(/^Key([A-Z])$/)?.[1] ?? MARKS[code]?.[Number(shiftKey)]) : key;
  if (!at) return null;
  return /^[a-z]$/i.test(at) ? (shiftKey ? at.toUpperCase() : at.toLowerCase()) : at;
}
