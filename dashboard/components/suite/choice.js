// Which scenarios are chosen, in the order of choosing; a range runs from the last one chosen.

import { read } from "../tile/address.js";

export function makeChoice() {
  const heard = new EventTarget();
  const ids = new Set();
  let order = () => [];
  let last = null;
  const tell = () => heard.dispatchEvent(new Event("change"));
  const between = (one, other) => {
    const all = order();
    const [from, to] = [all.indexOf(one), all.indexOf(other)].sort((a, b) => a - b);
    return from < 0 ? [other] : all.slice(from, to + 1);
  };
  return {
    ids,
    among: (source) => (order = source),
    listen: (act) => heard.addEventListener("change", act),
    toggle(id, range) {
      const wanted = !ids.has(id);
      for (const each of range && last ? between(last, id) : [id])
        wanted ? ids.add(each) : ids.delete(each);
      last = id;
      tell();
    },
    // Only what is found: whoever deletes them sees them.
    async all(question) {
      const answer = await read(`/api/suite/ids?${question}`);
      ids.clear();
      for (const id of answer.ids) ids.add(id);
      tell();
    },
    forget(gone) {
      for (const id of gone) ids.delete(id);
      tell();
    },
    clear() {
      ids.clear();
      last = null;
      tell();
    },
  };
}
