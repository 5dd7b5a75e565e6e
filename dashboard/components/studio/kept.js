// What is written and not saved yet, kept in this browser: by person, scenario and tab, so that no
// tab touches what another one keeps.

const DRAFT = "vitrine:draft";
const TAB = "vitrine:tab";
const NEW = "new:";

// What the browser would not take, for as long as this page stands.
const unkept = new Map();
let tab = null;

// This tab's name, the same after a reload. It is put by between two pages only: whoever doubles a
// tab gets all that is put by. A lock tells the other tabs that this one lives.
function thisTab() {
  if (tab) return tab;
  tab = tried(() => sessionStorage.getItem(TAB)) ?? anotherTab();
  const take = () => tried(() => sessionStorage.removeItem(TAB));
  take();
  addEventListener("pageshow", take);
  addEventListener("pagehide", () => tried(() => sessionStorage.setItem(TAB, tab)));
  addEventListener("beforeunload", (event) => unkept.size && event.preventDefault());
  navigator.locks?.request(`${TAB}:${tab}`, () => new Promise(() => {}));
  return tab;
}

const anotherTab = () => [...crypto.getRandomValues(new Uint32Array(3))].map((each) => each.toString(36)).join("");

// A new scenario's name holds a colon, which no scenario's id does.
const beginningOf = (person, name) => `${DRAFT}:${encodeURIComponent(person)}:${encodeURIComponent(name)}`;

export const keyOf = (person, name) => `${beginningOf(person, name)}:${thisTab()}`;

export const keyAside = (person, name) => `${beginningOf(person, name)}:${anotherTab()}`;

const tabOf = (key) => key.split(":").at(-1);

const keysFrom = (start) => [...new Set([...unkept.keys(), ...(tried(() => Object.keys(localStorage)) ?? [])])].filter((key) => key.startsWith(start));

export const hasKept = (person, name) => keysFrom(`${beginningOf(person, name)}:`).length > 0;

// `scenario`, the version it follows, and when it was written.
export function readKept(key) {
  try {
    return JSON.parse(unkept.get(key) ?? tried(() => localStorage.getItem(key)));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return null;
  }
}

// Whether the browser took it; if not, it is held while the page stands.
export function put(key, { scenario, version }) {
  const text = JSON.stringify({ scenario, version, at: new Date().toISOString() });
  const taken = tried(() => localStorage.setItem(key, text) ?? true);
  if (taken) unkept.delete(key);
  else unkept.set(key, text);
  return Boolean(taken);
}

export function drop(key) {
  unkept.delete(key);
  tried(() => localStorage.removeItem(key));
}

// What this tab keeps, or else the newest of the same name that a closed tab left; and what else
// was left, newest first. Where nobody can tell which tabs live, nothing is taken unasked.
export function openKept(person, name) {
  const key = keyOf(person, name);
  return alone(async () => {
    const living = await livingTabs();
    const away = (each) => each !== key && (tabOf(each) === tab || !living?.has(tabOf(each)));
    const left = keysFrom(name.startsWith(NEW) ? beginningOf(person, NEW) : `${beginningOf(person, name)}:`).filter(away)
      .map((each) => ({ key: each, ...readKept(each) })).filter((each) => each.scenario).sort((one, other) => (one.at < other.at ? 1 : -1));
    const own = readKept(key);
    const heir = own || !living ? null : left.find((each) => each.key.startsWith(`${beginningOf(person, name)}:`));
    if (!heir) return { kept: own, left };
    drop(heir.key);
    put(key, heir);
    return { kept: heir, left: left.filter((each) => each !== heir) };
  });
}

const alone = (work) => (navigator.locks ? navigator.locks.request("vitrine:drafts", work) : work());

// Null where the browser does not tell: it does only where the page came safely.
async function livingTabs() {
  if (!navigator.locks) return null;
  const { held, pending } = await navigator.locks.query();
  return new Set([...held, ...pending].filter(({ name }) => name.startsWith(`${TAB}:`)).map(({ name }) => tabOf(name)));
}

// Null where the browser keeps nothing, or has no more room.
function tried(work) {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
    return null;
  }
}
