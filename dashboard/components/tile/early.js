// What a page reads first, asked for in one question while Streamlit is still on its way. Each answer
// is taken once, by whom it was given to, and soon: later on it would be old.

// Milliseconds: how long the question may take, and how old its answers may be.
const PATIENCE = 5000;
const LONGEST = 5000;
let asked = Promise.resolve({ answers: new Map() });

// The server's answers by the addresses that they belong to; none where it refuses or is away.
export async function askEarly(address) {
  asked = fetch(address, { credentials: "same-origin", signal: AbortSignal.timeout(PATIENCE) })
    .then((response) => (response.ok ? response.json() : {}))
    .then(({ person, answers = {} }) => ({ person, answers: new Map(Object.entries(answers)), at: performance.now() }))
    .catch(() => ({ answers: new Map() }));
  return new Map((await asked).answers);
}

// undefined where nobody asked for this address early, or in another person's name.
export async function takeEarly(address, person) {
  const early = await asked;
  if (early.person !== person || performance.now() - early.at > LONGEST) return undefined;
  const found = early.answers.get(address);
  early.answers.delete(address);
  return found;
}
