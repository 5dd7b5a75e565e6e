// What was bought in the order of time: dated products stand by their dates, the others where
// they were put.

const dates = (bought) => bought.map((each) => each.on).filter(Boolean).sort();

const without = (bought, at) => bought.filter((_, position) => position !== at);

// The product at `from` moved to `to`. A dated one takes the nearest date that its new
// neighbours leave it.
export function moved(bought, from, to) {
  const rest = without(bought, from);
  const earliest = dates(rest.slice(0, to)).at(-1);
  const latest = dates(rest.slice(to))[0];
  let { on } = bought[from];
  if (on && earliest && on < earliest) on = earliest;
  if (on && latest && on > latest) on = latest;
  return rest.toSpliced(to, 0, { ...bought[from], on });
}

// The product at `at` bought on that day (null: nobody knows), moved no further than it must.
export function dated(bought, at, on) {
  const rest = without(bought, at);
  const lowest = rest.findLastIndex((each) => on && each.on && each.on < on) + 1;
  const later = rest.findIndex((each) => on && each.on && each.on > on);
  const highest = later < 0 ? rest.length : later;
  const to = Math.min(Math.max(at, lowest), highest);
  return { bought: rest.toSpliced(to, 0, { ...bought[at], on }), at: to };
}

const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric" });

export const saidOn = (on) => (on ? day.format(new Date(`${on}T12:00:00`)) : "");

export const today = () => new Date().toLocaleDateString("sv-SE");
