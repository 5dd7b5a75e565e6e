// More of a long list, before one comes to its end.

// The page's scrolling part is Streamlit's; margins only count for it, not for the window.
export function scroller(node) {
  for (let each = node; each; each = each.parentElement ?? each.getRootNode().host)
    if (each !== node && /auto|scroll/.test(getComputedStyle(each).overflowY)) return each;
  return null;
}

// `act` whenever `end` is near the screen; `again()` asks anew, for it may be near still.
export function whenNear(end, act, margin = "1600px 0px") {
  const seen = new IntersectionObserver((entries) => entries.at(-1).isIntersecting && act(), { root: scroller(end), rootMargin: margin });
  seen.observe(end);
  return {
    again() {
      seen.unobserve(end);
      seen.observe(end);
    },
    disconnect: () => seen.disconnect(),
  };
}
