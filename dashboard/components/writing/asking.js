// What the server knows of expectations: their words, a column's values, how slates meet them.

import { read, send } from "../tile/address.js";

let words;

// Every word by name, the columns to choose among; asked once, and again after a failure.
export function readWords() {
  words ??= read("/api/expectations").then(
    (answer) => ({ byName: new Map(answer.words.map((each) => [each.name, each])), columns: answer.columns }),
    (error) => {
      words = undefined;
      throw error;
    });
  return words;
}

export async function readValues(column, typed) {
  const asked = new URLSearchParams({ column, words: typed });
  const { values } = await read(`/api/expectations/values?${asked}`);
  return values.map((value) => ({ value, title: value }));
}

export async function readProducts(typed, products) {
  const answer = await read(`/api/products?${new URLSearchParams({ words: typed })}`);
  for (const each of answer.products) products[each.id] ??= each;
  return answer.products.map((each) => ({ value: each.id, title: each.title, product: each }));
}

// For each expectation its sentence, what is wrong with it, and the findings by candidate.
export async function check(expectations, page) {
  const slates = Object.fromEntries(Object.entries(page?.evidence ?? {})
    .filter(([, { slate }]) => slate.length)
    .map(([id, { slate }]) => [id, slate.map((each) => each.product_id)]));
  const bought = (page?.scenario.bought ?? []).map((each) => each.product_id);
  return (await send("/api/expectations/check", { expectations, bought, slates })).expectations;
}
