// What is another in a slate since the last change: what came, what moved past others, what left.
// Where most of it came in, no product stands out any more: that is said once, of the whole slate.

import { element, icon } from "../tile/element.js";

const FEW = 3;
const MOST = 0.75;

// A product that only stepped up or down because another left or came has not moved: those that
// did are the fewest whose removal leaves the two slates in one order (the complement of their
// longest common subsequence).
export function changesOf(before, after) {
  const earlier = new Map(before.map((each) => [each.product_id, each.rank]));
  const now = new Set(after.map((each) => each.product_id));
  const stayed = inOrder(after.filter((each) => earlier.has(each.product_id)).map((each) => [each.product_id, earlier.get(each.product_id)]));
  const came = after.filter((each) => !earlier.has(each.product_id)).length;
  const whole = after.length > FEW && came >= MOST * after.length;
  return {
    left: before.map((each) => each.product_id).filter((id) => !now.has(id)),
    whole: whole ? (came === after.length ? "Everything is different" : `${came} of ${after.length} changed`) : "",
    of({ product_id, rank }) {
      if (whole) return null;
      if (!earlier.has(product_id)) return { kind: "fresh", shape: "plus", text: "Came in with your last change" };
      const was = earlier.get(product_id);
      if (stayed.has(product_id) || was === rank) return null;
      return { kind: was > rank ? "up" : "down", shape: was > rank ? "up" : "down", short: `was ${ordinal(was)}`, text: `was ${ordinal(was)}` };
    },
  };
}

export function badge({ kind, shape, short, text }) {
  return element("span", { class: `change ${kind}`, title: text, "aria-hidden": "true" }, icon(shape), short ? element("span", {}, short) : null);
}

export function ordinal(number) {
  const teen = number % 100 > 10 && number % 100 < 14;
  return `${number}${(!teen && ["th", "st", "nd", "rd"][number % 10]) || "th"}`;
}

// Of pairs [name, rank], the names of a longest run whose ranks rise.
function inOrder(pairs) {
  const longest = pairs.map(() => ({ length: 1, from: -1 }));
  for (let at = 0; at < pairs.length; at++)
    for (let from = 0; from < at; from++)
      if (pairs[from][1] < pairs[at][1] && longest[from].length >= longest[at].length)
        longest[at] = { length: longest[from].length + 1, from };
  let at = longest.reduce((best, each, position) => (best < 0 || each.length > longest[best].length ? position : best), -1);
  const names = new Set();
  for (; at >= 0; at = longest[at].from) names.add(pairs[at][0]);
  return names;
}
