// What is written and not saved yet, kept in this browser: by person, scenario and tab, so that no
// tab touches what another one keeps.

import { isRecord, lasting, ofThisTab } from "../tile/storage.js";

const DRAFT = "vitrine:draft";
const TAB = "vitrine:tab";
const NEW = "new:";

let tab = null;

// This tab's name, the same after a reload. It is put by between two pages only: whoever doubles a
// tab gets all that is put by. A lock tells the other tabs that this one lives.
function thisTab() {
  if (tab) return tab;
  tab = ofThisTab.read(TAB) ?? anotherTab();
  const take = () => ofThisTab.drop(TAB);
  take();
  addEventListener("pageshow", take);
  addEventListener("pagehide", () => ofThisTab.put(TAB, tab));
  addEventListener("beforeunload", (event) => lasting.holds(DRAFT) && event.preventDefault());
  navigator.locks?.request(`${TAB}:${tab}`, () => new Promise(() => {}));
  return tab;
}

const anotherTab = () => [...crypto.getRandomValues(new Uint32Array(3))].map((each) => each.toString(36)).join("");

// A new scenario's name holds a colon, which no scenario's id does.
const beginningOf = (person, name) => `${DRAFT}:${encodeURIComponent(person)}:${encodeURIComponent(name)}`;

export const keyOf = (person, name) => `${beginningOf(person, name)}:${thisTab()}`;

export const keyAside = (person, name) => `${beginningOf(person, name)}:${anotherTab()}`;

const tabOf = (key) => key.split(":").at(-1);

export const hasKept = (person, name) => lasting.places(`${beginningOf(person, name)}:`).length > 0;

// `scenario`, the version it follows, and when it was written; null where it cannot be read.
export const readKept = (key) => lasting.readRecord(key, ({ scenario }) => isScenario(scenario));

// Whether it has all that the studio draws.
export function isScenario(value) {
  if (!isRecord(value) || !isRecord(value.shopper)) return false;
  const lists = [value.bought, value.expectations].every((each) => Array.isArray(each) && each.every(isRecord));
  const texts = [value.title, value.story].every((each) => typeof each === "string");
  return lists && texts && Array.isArray(value.tags) && value.bought.every((each) => typeof each.product_id === "string");
}

// Whether the browser took it; if not, it is held while the page stands.
export function put(key, { scenario, version }) {
  return lasting.put(key, JSON.stringify({ scenario, version, at: new Date().toISOString() }));
}

export const drop = (key) => lasting.drop(key);

// What this tab keeps, or else the newest of the same name that a closed tab left; and what else
// was left, newest first. Where nobody can tell which tabs live, nothing is taken unasked.
export function openKept(person, name) {
  const key = keyOf(person, name);
  return alone(async () => {
    const living = await livingTabs();
    const away = (each) => each !== key && (tabOf(each) === tab || !living?.has(tabOf(each)));
    const left = lasting.places(name.startsWith(NEW) ? beginningOf(person, NEW) : `${beginningOf(person, name)}:`).filter(away)
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
