// What went wrong between this page and the server, in one sentence.

import { Away, Refused } from "../tile/address.js";

// Anything else is a fault of our own and goes on.
export function sentenceOf(error) {
  if (!(error instanceof Away) && !(error instanceof Refused)) throw error;
  return error.message;
}
