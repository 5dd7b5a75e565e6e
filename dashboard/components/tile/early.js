// What a page reads first, asked for in one question while Streamlit is still on its way. Each answer
// is taken once, and soon: later on it would be old.

const LONGEST = 30_000;
let asked = { at: -LONGEST, answers: Promise.resolve(new Map()) };

// The server's answers by the addresses that they belong to; none where it refuses or is away.
export async function askEarly(address) {
  const answers = fetch(address, { credentials: "same-origin" })
    .then((response) => (response.ok ? response.json() : {}))
    .then((given) => new Map(Object.entries(given)))
    .catch(() => new Map());
  asked = { at: performance.now(), answers };
  return new Map(await answers);
}

// undefined where nobody asked for this address early.
export async function takeEarly(address) {
  if (performance.now() - asked.at > LONGEST) return undefined;
  const answers = await asked.answers;
  const found = answers.get(address);
  answers.delete(address);
  return found;
}
