// What went wrong between this page and the server, in one sentence.

import { Away, Refused } from "../tile/address.js";

// Anything else is a fault of our own: told to whoever looks for it, and never a page that stands still.
export function sentenceOf(error) {
  if (error instanceof Away || error instanceof Refused) return error.message;
  reportError(error);
  return "This page has met a fault of its own. Load it again.";
}
