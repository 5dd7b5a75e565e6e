// What a page reads first, asked for while Streamlit is still on its way. Each answer is taken once,
// and soon: later on it would be old.

const LONGEST = 30_000;
const asked = new Map();
// What the page asked for itself; nobody needs to be early with it any more.
const late = new Set();

// Gives the answer of the server as an object, null where there is none; it waits for the page too.
export async function askEarly(address) {
  if (late.has(address)) return null;
  const response = fetch(address, { credentials: "same-origin" });
  asked.set(address, { response: response.then((each) => each.clone()), at: performance.now() });
  asked.get(address).response.catch(() => asked.delete(address));
  return response.then((each) => (each.ok ? each.json() : null)).catch(() => null);
}

// A promise of the response, undefined where nobody asked early.
export function takeEarly(address) {
  const found = asked.get(address);
  asked.delete(address);
  if (!found && performance.now() < LONGEST) late.add(address);
  return found && performance.now() - found.at < LONGEST ? found.response : undefined;
}
