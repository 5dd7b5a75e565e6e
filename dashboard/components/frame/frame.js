// Above every page: the name, the pages in two groups, and the person with the way out. On a narrow
// window the pages and the person stand in one menu.

const make = (name, attributes = {}, ...children) => {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) if (value !== null) node.setAttribute(key, value);
  node.append(...children.filter((each) => each !== null));
  return node;
};

const FONTS = ["600 20px Fraunces", "400 13px Inter", "600 13px Inter"];

export default async function ({ data, parentElement, setTriggerValue }) {
  // Text that changes its font after it was painted moves what follows.
  await Promise.all(FONTS.map((font) => document.fonts.load(font))).catch(() => null);
  const root = parentElement.querySelector(".vitrine");
  const { groups, current, person, words } = data;
  const drawn = JSON.stringify(data);
  // A place of a fixed height scrolls, and would cut what reaches into the review's margins.
  root.getRootNode().host.closest(".st-key-frame-place").style.overflow = "visible";
  root.choose = (page) => setTriggerValue("opened", page);
  if (root.drawn === drawn) return;
  root.drawn = drawn;
  const open = (page) => (event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    if (panel.matches(":popover-open")) panel.hidePopover();
    root.choose(page);
  };
  const home = groups[0].pages[0][0];
  const link = ([page, title]) => make("a", { href: page === home ? "/" : `/${page}`, target: "_self", "aria-current": page === current ? "page" : null }, title, page === home ? waiting() : null);
  const told = words === 1 ? "1 word waits for you" : `${words} words wait for you`;
  const waiting = () => (words ? make("span", { class: "waiting", role: "img", "aria-label": told, title: told }, String(words)) : null);
  const listed = () => groups.map(({ title, pages }) =>
    make("div", { role: "group", "aria-label": title || null },
      title ? make("p", { class: "of", "aria-hidden": "true" }, title) : null,
      ...pages.map((each) => {
        const node = link(each);
        node.addEventListener("click", open(each[0]));
        return node;
      })));
  const leaving = () => {
    const node = make("button", { type: "button", class: "leave" }, "Sign out");
    node.addEventListener("click", open("sign_out"));
    return node;
  };
  const logo = make("a", { class: "logo", href: "/", target: "_self" }, "Vitrine");
  logo.addEventListener("click", open(home));
  const panel = make("div", { class: "panel", popover: "auto", id: "frame-panel" },
    make("nav", { "aria-label": "Pages" }, ...listed()), make("p", { class: "of" }, person), leaving());
  const menu = make("button", { type: "button", class: "menu", popovertarget: "frame-panel" }, "Menu", waiting());
  const own = make("div", { class: "own", popover: "auto", id: "frame-own" }, leaving());
  const who = make("button", { type: "button", class: "who", popovertarget: "frame-own" }, person);
  below(menu, panel);
  below(who, own);
  root.replaceChildren(logo, make("nav", { class: "pages", "aria-label": "Pages" }, ...listed()), who, own, menu, panel);
}

// Under its button, both ending at the same edge.
function below(button, popover) {
  popover.addEventListener("beforetoggle", () => {
    const { bottom, right } = button.getBoundingClientRect();
    popover.style.top = `${bottom}px`;
    popover.style.right = `${document.documentElement.clientWidth - right}px`;
  });
}
