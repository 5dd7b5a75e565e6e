// What waits for a frame, so that the page is laid out once for a key and not between its steps.

const HIDDEN = 100;

// The focus at once, the scrolling with the frame, unless the focus has gone on by then.
export function focusInView(node) {
  node.focus({ preventScroll: true });
  requestAnimationFrame(() => {
    if (node.getRootNode().activeElement === node) node.scrollIntoView({ block: "nearest", inline: "nearest" });
  });
}

// Resolves when what was just changed is on screen; a page that nobody sees has no frames.
export function drawn() {
  return new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve));
    setTimeout(resolve, HIDDEN);
  });
}
