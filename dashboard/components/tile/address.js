// Asks our own server. A refusal carries the server's sentence; being offline is a fact of its own.

import { takeEarly } from "./early.js";

export class Refused extends Error {
  constructor(status, answer) {
    super(answer.error ?? "The server could not answer.");
    this.status = status;
    this.answer = answer;
  }
}

export class Away extends Error {}

const FULL = 507;

async function ask(address, options) {
  let response;
  try {
    response = await fetch(address, { credentials: "same-origin", ...options });
  } catch {
    throw new Away("The server cannot be reached.");
  }
  if (response.status === FULL) throw new Away("The server’s disk is full; somebody has to make room there.");
  if (response.status >= 500) throw new Away("The server is busy or away.");
  const answer = await response.json().catch(() => null);
  if (!response.ok) throw new Refused(response.status, answer ?? {});
  if (answer === null) throw new Away("What came is no answer of the server’s; it may be busy or away.");
  return answer;
}

export const read = (address) => ask(address);

// The same for what may have been asked for early, in the name of `person`.
export const readFirst = async (address, person) => (await takeEarly(address, person)) ?? ask(address);

export const send = (address, content) =>
  ask(address, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-Vitrine": "1" },
    body: JSON.stringify(content),
  });

// A value of null is left out. `anew`: as a step that the browser's Back leads away from.
export function showInAddress(values, { anew = false } = {}) {
  const address = new URL(location.href);
  for (const [key, value] of Object.entries(values)) {
    if (value === null) address.searchParams.delete(key);
    else address.searchParams.set(key, value);
  }
  if (anew) history.pushState(history.state, "", address);
  else history.replaceState(history.state, "", address);
}
