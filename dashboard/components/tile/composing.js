// The keys of an input method. Who writes Japanese, Chinese or Korean confirms a word with Enter,
// walks through proposals with the arrows and leaves them with Escape: none of our keys may hear it.

const COMPOSING = 229;

let kept = false;

// Before every other listener of the document, for all fields that there are and will be.
export function keepKeysOfInputMethods() {
  if (kept) return;
  kept = true;
  addEventListener("keydown", (event) => belongsToInputMethod(event) && event.stopImmediatePropagation(), true);
}

// Safari ends the composition before the key that confirms it, and tells it by the number alone.
const belongsToInputMethod = ({ isComposing, keyCode }) => isComposing || keyCode === COMPOSING;
