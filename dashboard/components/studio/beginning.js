// What a scenario begins with: its file, or nothing, a copy, a template, a shopper of the data; and
// what was written of it before and not saved.

import { Refused, read } from "../tile/address.js";
import { isRecord, ofThisTab } from "../tile/storage.js";
import { Draft, EMPTY } from "./draft.js";
import { isScenario, openKept } from "./kept.js";

const CARRIED = "vitrine:shopper";
const ID = /^[a-z0-9][a-z0-9-]{0,63}$/;

// The draft, the products that it starts with by id, and what was read of its file, if it has one.
// What was written opens also where the file, or what it was copied from, is not there any more.
export async function beginning(where, person) {
  const isNew = where.scenario === "new";
  const given = isNew && !where.from && !where.template ? carried(where) : null;
  const name = isNew ? nameOf(where) : where.scenario;
  const begun = given ?? (isNew ? started(where) : filed(where.scenario));
  const [before, found] = await Promise.all([openKept(person, name), Promise.resolve(begun).catch(refusal)]);
  const lost = found instanceof Refused;
  if (lost && !before.kept) throw found;
  const { scenario = EMPTY, version = null, products = {} } = lost ? {} : found;
  const whose = { person, name, ...before };
  if (isNew) return { draft: new Draft(EMPTY, null, { ...whose, start: { ...scenario, id: null } }), products, opened: null };
  return { draft: new Draft({ ...scenario, id: name }, version, { ...whose, lost }), products, opened: lost ? null : found };
}

// Whether there is nothing of that name, or nothing that can be read.
export const isMissing = (error) => error instanceof Refused && [400, 404].includes(error.status);

function refusal(error) {
  if (!isMissing(error)) throw error;
  return error;
}

function nameOf({ from, template, shopper }) {
  if (from) return `new:from:${from}`;
  if (template) return `new:template:${template}`;
  return shopper ? `new:shopper:${shopper}` : "new:";
}

const started = ({ from, template }) => (from ? copyOf(from) : filledFrom(template));

async function filed(id) {
  if (!ID.test(id)) throw new Refused(404, { error: `There is no scenario ${id}.` });
  return read(`/api/scenarios/${id}`);
}

async function copyOf(id) {
  const { scenario, products } = await filed(id);
  return { scenario: { ...scenario, title: `${scenario.title} (copy)` }, products };
}

async function filledFrom(name) {
  const { templates, products } = await read("/api/starts");
  const found = templates.find((each) => each.name === name);
  if (!found) throw new Refused(404, { error: `There is no template ${name}.` });
  return { scenario: found.scenario, products };
}

// Another page may hand over what a shopper bought; the address names it from then on, so that it
// is still there when the page is loaded again.
function carried(where) {
  const fresh = ofThisTab.read(CARRIED);
  const shopper = fresh ? String(Date.now()) : new URL(location.href).searchParams.get("shopper");
  const place = `${CARRIED}:${shopper}`;
  if (fresh) ofThisTab.put(place, fresh);
  ofThisTab.drop(CARRIED);
  const start = ofThisTab.readRecord(place, ({ scenario, products }) => isScenario({ ...EMPTY, ...scenario }) && isRecord(products ?? {}));
  where.shopper = shopper;
  return { scenario: { ...EMPTY, ...start?.scenario }, products: start?.products ?? {} };
}
