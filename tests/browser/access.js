// What the tests of access ask a page; it looks into every shadow tree, in reading order.

globalThis.access = (() => {
  const deep = (root) => [...root.children].flatMap((each) =>
    [each, ...(each.shadowRoot ? deep(each.shadowRoot) : []), ...deep(each)]);
  const ours = () => deep(document.documentElement).filter((each) => each.getRootNode() !== document && each.closest(".vitrine, .vitrine *"));
  const hosts = () => deep(document.documentElement).filter((each) => each.shadowRoot);
  const shown = (each) => each.checkVisibility({ visibilityProperty: true }) && each.getClientRects().length > 0;
  const parentOf = (each) => each.parentElement ?? each.getRootNode().host ?? null;
  const named = (each) => [each.localName, ...each.classList].join(".") + ` “${(each.getAttribute("aria-label") ?? each.textContent).trim().slice(0, 40)}”`;

  // Shifts: a source in a shadow tree is told without its node, so it is known by its place.
  const shifts = [];
  const inside = (rect, host) => {
    const box = host.getBoundingClientRect();
    return rect.left >= box.left - 1 && rect.right <= box.right + 1 && rect.bottom > box.top && rect.top < box.bottom;
  };
  // Pushed is what follows below; beside it nothing moves. The frame's box has a height of its own.
  const below = (rect, host) => rect.left < host.getBoundingClientRect().right && rect.right > host.getBoundingClientRect().left;
  const pushed = (node, rect, host) => !host.closest(".st-key-frame-place") && below(rect, host)
    && host.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING && !host.contains(node);
  const caused = ({ node, currentRect }) => hosts().some((host) => host.shadowRoot.querySelector(".vitrine > *") && (node ? pushed(node, currentRect, host) : inside(currentRect, host)));
  const told = ({ previousRect: from, currentRect: to }) => [from, to].map(({ x, y, width, height }) => [x, y, width, height].map(Math.round).join(" ")).join(" -> ");
  new PerformanceObserver((list) => {
    for (const { sources, hadRecentInput } of list.getEntries())
      if (!hadRecentInput) shifts.push(...sources.filter(caused).map(told));
  }).observe({ type: "layout-shift", buffered: true });

  // Widths
  const scrolls = (each) => ["auto", "scroll"].includes(getComputedStyle(each).overflowX);
  const inBox = (each) => {
    for (let at = parentOf(each); at && at.getRootNode() !== document; at = parentOf(at)) if (scrolls(at)) return true;
    return false;
  };
  const tooWide = () => ours().filter((each) => shown(each) && each.getBoundingClientRect().width > innerWidth + 1 && !inBox(each)).map(named);
  const scrollsSideways = () => [document.scrollingElement, document.querySelector("[data-testid=stMain]")]
    .filter((each) => each && each.scrollWidth > each.clientWidth + 1).map(named);

  // The most characters that stand in one line of running text.
  const longestLines = (most) => ours().flatMap((each) => [...each.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE && node.length > most && shown(each)))
    .filter((node) => {
      const range = document.createRange();
      range.selectNodeContents(node);
      const widths = [...range.getClientRects()].map((rect) => rect.width);
      return (Math.max(...widths) / widths.reduce((sum, one) => sum + one, 0)) * node.length > most;
    }).map((node) => node.data.slice(0, 60));

  // Motion, in seconds
  const seconds = (text) => Math.max(...text.split(",").map((one) => (one.trim().endsWith("ms") ? parseFloat(one) / 1000 : parseFloat(one))));
  const moving = (most) => ours().flatMap((each) => ["", "::before", "::after"].map((part) => [each, getComputedStyle(each, part)]))
    .filter(([, style]) => seconds(style.transitionDuration) > most || (style.animationName !== "none" && seconds(style.animationDuration) > most))
    .map(([each]) => named(each));

  // Focus
  const FIELDS = "a[href], button, input, select, textarea, summary, [tabindex]";
  const walkedByArrows = "[role=tab], [role=menuitem], [role=option], [role=radio], input[type=radio]";
  // One of several alike is a stop of the tab key, the arrows lead to the others.
  const roves = (each) => [...each.parentElement.parentElement.querySelectorAll('[tabindex="0"]')].some((one) => one.className === each.className);
  const asked = (each) => each.matches(FIELDS) && !each.matches(":disabled, [type=hidden]") && each.tabIndex >= 0;
  const away = (each) => each.matches("a[href], button, input, select, textarea") && each.tabIndex < 0 && !each.matches(`${walkedByArrows}, [aria-keyshortcuts]`) && !roves(each);
  const reachable = () => ours().filter((each) => shown(each) && !each.matches(":disabled") && (asked(each) || away(each)));
  const PAINTED = ["outline", "boxShadow", "borderColor", "backgroundColor", "textDecoration", "visibility"];
  const lineageOf = (each) => (each ? [each, ...lineageOf(parentOf(each))] : []);
  const lineage = (each) => [each, parentOf(each), parentOf(parentOf(each))];
  const look = (each) => lineage(each).flatMap((one) => ["", "::before", "::after"].flatMap((part) => PAINTED.map((name) => getComputedStyle(one, part)[name]))).join("|");
  const atRest = new WeakMap();
  const begin = () => {
    reachable().forEach((each) => atRest.set(each, look(each)));
    const start = document.createElement("span");
    start.tabIndex = -1;
    document.body.prepend(start);
    start.focus();
    start.remove();
  };
  const outlined = (each) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(each);
    return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
  };
  const at = (x, y) => {
    let hit = document.elementFromPoint(x, y);
    while (hit?.shadowRoot?.elementFromPoint(x, y) && hit.shadowRoot.elementFromPoint(x, y) !== hit) hit = hit.shadowRoot.elementFromPoint(x, y);
    return hit;
  };
  const covered = (each) => {
    const { left, top, width, height } = each.getBoundingClientRect();
    const spots = [0.1, 0.5, 0.9].flatMap((x) => [0.1, 0.5, 0.9].map((y) => at(left + x * width, top + y * height)));
    return !spots.some((hit) => hit && (each.contains(hit) || hit.contains(each) || hit.closest("label")?.contains(each)));
  };
  // Reading goes down or to the right; a new column starts above, but at the right.
  const backwards = (before, each) => {
    if (!before?.isConnected || lineageOf(each).some((one) => ["sticky", "fixed"].includes(getComputedStyle(one).position))) return false;
    const [from, to] = [before.getBoundingClientRect(), each.getBoundingClientRect()];
    return to.right <= from.left + 4 && to.bottom <= from.bottom + 4 && to.bottom > 0 && from.top < innerHeight && from.bottom > 0;
  };
  const walked = [];
  const faults = [];
  const focused = () => {
    let each = document.activeElement;
    while (each?.shadowRoot?.activeElement) each = each.shadowRoot.activeElement;
    return each;
  };
  // Notes what has the focus now; "end" when the focus left the page or came round.
  const step = () => {
    const each = focused();
    if (!each || each === document.body || each === walked[0]) return "end";
    if (walked.includes(each)) return "end";
    const mine = each.getRootNode() !== document;
    if (mine && !outlined(each) && look(each) === atRest.get(each)) faults.push(`no visible focus: ${named(each)}`);
    if (mine && covered(each)) faults.push(`hidden while focused: ${named(each)}`);
    if (mine && backwards(walked.at(-1), each)) faults.push(`out of reading order: ${named(each)}`);
    walked.push(each);
    return mine ? "ours" : "streamlit";
  };
  const unreached = () => reachable().filter((each) => !walked.includes(each)).map(named);

  return { shifts, tooWide, scrollsSideways, longestLines, moving, begin, step, faults, unreached };
})();
