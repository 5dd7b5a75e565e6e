// Something small above the page: closed by Escape or a click elsewhere; arrows walk its buttons.

// `from`: the node it belongs to, which is focused again, or a point {x, y, root, back}.
export function openPopover(node, from, closed = () => {}) {
  const point = !(from instanceof Node);
  const root = point ? from.root : from.getRootNode().querySelector(".vitrine");
  const back = point ? from.back : from;
  const elsewhere = (event) => event.composedPath().includes(node) || close();
  const close = (then = () => back?.focus()) => {
    document.removeEventListener("pointerdown", elsewhere, true);
    node.remove();
    closed();
    then();
  };
  node.classList.add("popover");
  node.addEventListener("keydown", (event) => key(event, node, close));
  root.append(node);
  place(node, point ? { left: from.x, bottom: from.y, top: from.y, right: from.x } : from.getBoundingClientRect());
  document.addEventListener("pointerdown", elsewhere, true);
  (node.querySelector("[autofocus]") ?? node.querySelector("button"))?.focus();
  return { close };
}

function key(event, node, close) {
  const buttons = [...node.querySelectorAll("[role=menuitem]")];
  const at = buttons.indexOf(node.getRootNode().activeElement);
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (event.key === "Escape") close();
  else if (by && buttons.length) buttons[(at + by + buttons.length) % buttons.length].focus();
  else return;
  event.preventDefault();
  event.stopPropagation();
}

// Below its node where there is room, else above; from its left edge, else from its right one.
export function place(node, { left, right, top, bottom }) {
  const { width, height } = node.getBoundingClientRect();
  const below = bottom + 6 + height <= innerHeight;
  node.style.left = `${Math.max(8, left + width + 8 <= innerWidth ? left : right - width)}px`;
  node.style.top = `${Math.max(8, below ? bottom + 6 : top - 6 - height)}px`;
}
