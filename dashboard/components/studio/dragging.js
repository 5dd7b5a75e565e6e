// Carries one entry of a row to another place, with the mouse or a finger that first rests on it.

const FAR_ENOUGH = 6;
const RESTING = 280;
const EDGE = 48;

// `entries`: the row's entries in order; `dropped(from, to)`: where it was let go.
export function carry(event, row, entry, entries, dropped) {
  if (event.button !== 0) return;
  const start = { x: event.clientX, y: event.clientY, scroll: row.scrollLeft };
  const from = entries.indexOf(entry);
  const centres = entries.map((each) => each.offsetLeft + each.offsetWidth / 2);
  const touch = event.pointerType === "touch";
  let carried = false, to = from;
  const timer = touch ? setTimeout(() => lift(), RESTING) : null;

  const lift = () => {
    carried = true;
    row.classList.add("carrying");
    entry.classList.add("carried");
  };
  const move = (now) => {
    const by = now.clientX - start.x;
    const distance = Math.hypot(by, now.clientY - start.y);
    if (!carried && distance > FAR_ENOUGH) {
      if (touch) return end(now);
      lift();
    }
    if (!carried) return;
    scrollAtEdge(row, now.clientX);
    const shift = by + row.scrollLeft - start.scroll;
    entry.style.transform = `translateX(${shift}px)`;
    const here = centres[from] + shift;
    to = centres.filter((centre, position) => position !== from && centre < here).length;
    showGap(entries, from, to);
  };
  const end = (now) => {
    clearTimeout(timer);
    for (const [name, act] of Object.entries(acts)) document.removeEventListener(name, act, true);
    row.removeEventListener("touchmove", hold);
    row.classList.remove("carrying");
    entry.classList.remove("carried");
    entry.style.transform = "";
    showGap(entries, from, from);
    if (!carried) return;
    entry.addEventListener("click", swallow, { capture: true, once: true });
    setTimeout(() => entry.removeEventListener("click", swallow, true));
    if (now.type === "pointerup" && to !== from) dropped(from, to);
  };
  const hold = (touched) => carried && touched.cancelable && touched.preventDefault();
  const key = (pressed) => pressed.key === "Escape" && end(pressed);
  const acts = { pointermove: move, pointerup: end, pointercancel: end, keydown: key };
  for (const [name, act] of Object.entries(acts)) document.addEventListener(name, act, true);
  row.addEventListener("touchmove", hold, { passive: false });
}

const swallow = (event) => {
  event.stopPropagation();
  event.preventDefault();
};

function scrollAtEdge(row, x) {
  const { left, right } = row.getBoundingClientRect();
  if (x < left + EDGE) row.scrollLeft -= 12;
  if (x > right - EDGE) row.scrollLeft += 12;
}

// The others make room for it.
function showGap(entries, from, to) {
  const step = entries.length > 1 ? entries[1].offsetLeft - entries[0].offsetLeft : 0;
  for (const [position, each] of entries.entries()) {
    if (position === from) continue;
    const left = position > from && position <= to;
    const right = position < from && position >= to;
    each.style.transform = left ? `translateX(${-step}px)` : right ? `translateX(${step}px)` : "";
  }
}
