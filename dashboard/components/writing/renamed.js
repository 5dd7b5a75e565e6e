// Going on in the file that a scenario was renamed to, with what is being written.

import { read } from "../tile/address.js";

// `products`: known ones by id; those of the file are added.
export async function goOnThere(draft, id, products) {
  const filed = await read(`/api/scenarios/${id}`);
  Object.assign(products, filed.products);
  draft.moved(filed.scenario, filed.version);
}
