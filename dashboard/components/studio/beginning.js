// What a scenario begins with: its file, or nothing, a copy, a template, a shopper of the data.

import { Refused, read } from "../tile/address.js";
import { Draft, EMPTY } from "./draft.js";

const CARRIED = "vitrine:shopper";

// The draft, the products that it starts with by id, and what was read of its file, if it has one.
export async function beginning({ scenario, from, template }, person) {
  if (scenario !== "new") {
    const filed = await read(`/api/scenarios/${encodeURIComponent(scenario)}`);
    return { draft: new Draft(filed.scenario, filed.version, { person, name: scenario }), products: filed.products, opened: filed };
  }
  const { start, products, name } = await (from ? copyOf(from) : template ? filledFrom(template) : carried());
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

// Another page may hand over what a shopper bought.
function carried() {
  const start = JSON.parse(sessionStorage.getItem(CARRIED) ?? "null");
  sessionStorage.removeItem(CARRIED);
  return { start: { ...EMPTY, ...start?.scenario }, products: start?.products ?? {}, name: start ? "new:shopper" : "new" };
}
