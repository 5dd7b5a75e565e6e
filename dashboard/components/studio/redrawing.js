// Draws a part of the page anew; pictures that stand go on standing, the focus stays where it was.

// Every element that can have the focus names itself in data-focus, from the most to the least
// exact: "als:boots als:3" is the boots of that column, or whatever stands third.
export function redraw(holder, ...children) {
  const focused = focusIn(holder);
  const fresh = document.createDocumentFragment();
  fresh.append(...children);
  adoptPictures(holder, fresh);
  holder.replaceChildren(fresh);
  if (focused) focusAgain(holder, focused);
}

// A field tells its value before the focus goes on to the next one; drawn at once, that one would
// be gone when it is reached. `act` gets what the field said then.
export const afterwards = (act) => ({ target: { value } }) => setTimeout(() => act(value));

function focusIn(holder) {
  const active = holder.getRootNode().activeElement;
  return holder.contains(active) ? active.dataset.focus?.split(" ") : null;
}

export function focusAgain(holder, names) {
  const known = [...holder.querySelectorAll("[data-focus]")];
  for (const name of names) {
    const found = known.find((each) => each.dataset.focus.split(" ").includes(name));
    if (found) return found.focus({ preventScroll: true });
  }
  known[0]?.focus({ preventScroll: true });
}

function adoptPictures(holder, fresh) {
  const standing = new Map();
  for (const canvas of holder.querySelectorAll("canvas.here"))
    standing.set(canvas.dataset.digest, [...(standing.get(canvas.dataset.digest) ?? []), canvas]);
  for (const canvas of fresh.querySelectorAll("canvas[data-digest]")) {
    const drawn = standing.get(canvas.dataset.digest)?.pop();
    if (drawn) canvas.replaceWith(drawn);
  }
}
