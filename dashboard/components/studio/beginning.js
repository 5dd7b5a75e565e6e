// What a scenario begins with: its file, or nothing, a copy, a template, a shopper of the data.

import { Refused, read } from "../tile/address.js";
import { Draft, EMPTY } from "./draft.js";

const CARRIED = "vitrine:shopper";

// The draft, the products that it starts with by id, and what was read of its file, if it has one.
export async function beginning(where, person) {
  const { scenario, from, template } = where;
  if (scenario !== "new") {
    const filed = await read(`/api/scenarios/${encodeURIComponent(scenario)}`);
    return { draft: new Draft(filed.scenario, filed.version, { person, name: scenario }), products: filed.products, opened: filed };
  }
  const { start, products, name } = await (from ? copyOf(from) : template ? filledFrom(template) : carried(where));
  return { draft: new Draft(EMPTY, null, { person, name, start: { ...start, id: null } }), products, opened: null };
}

async function copyOf(id) {
  const { scenario, products } = await read(`/api/scenarios/${encodeURIComponent(id)}`);
  return { start: { ...scenario, title: `${scenario.title} (copy)` }, products, name: `new:from:${id}` };
}

async function filledFrom(name) {
  const { templates, products } = await read("/api/starts");
  const found = templates.find((each) => each.name === name);
  if (!found) throw new Refused(404, { error: `There is no template ${name}.` });
  return { start: found.scenario, products, name: `new:template:${name}` };
}

// Another page may hand over what a shopper bought; the address names it from then on, so that it
// is still there when the page is loaded again.
function carried(where) {
  const fresh = sessionStorage.getItem(CARRIED);
  where.shopper = fresh ? String(Date.now()) : new URL(location.href).searchParams.get("shopper");
  const place = `${CARRIED}:${where.shopper}`;
  if (fresh) sessionStorage.setItem(place, fresh);
  sessionStorage.removeItem(CARRIED);
  const start = JSON.parse(sessionStorage.getItem(place));
  return { start: { ...EMPTY, ...start?.scenario }, products: start?.products ?? {}, name: start ? `new:shopper:${where.shopper}` : "new" };
}
