// What one looks for: words, state, owner, tags. It stands in the address, so a link can be sent.

import { element, icon } from "../tile/element.js";

const KEYS = ["words", "state", "owner", "tag"];
const STATES = [["", "All"], ["met", "All met"], ["unmet", "Falls short"], ["unread", "Cannot be read"]];

const ONE_LINE = 36;

export function makeFilters(changed) {
  const asked = fromAddress();
  let drawn = null;
  let only = null;

  const words = element("input", { type: "search", placeholder: "Find a scenario", "aria-label": "Find a scenario", maxlength: "200", autocomplete: "off", oninput: () => change({ words: words.value }) });
  words.value = asked.words;
  const states = element("div", { class: "states", role: "group", "aria-label": "How the models stand" });
  const owner = element("select", { "aria-label": "Owner", onchange: () => change({ owner: owner.value }) });
  const tags = element("div", { class: "tags", role: "group", "aria-label": "Tags" });
  const fold = element("button", { type: "button", class: "fold", "aria-expanded": "false", onclick: () => unfold() }, "All tags");
  const row = element("div", { class: "row folded" }, tags, fold);
  const node = element("div", { class: "filters" },
    element("label", { class: "find" }, icon("search"), words),
    states, owner, row);

  function change(values, ids = null) {
    only = ids;
    Object.assign(asked, values);
    intoAddress(asked);
    if (drawn) draw(drawn);
    changed();
  }

  function draw(answer) {
    drawn = answer;
    const shown = STATES.filter(([value]) => value !== "unread" || answer.unread || asked.state === value);
    const chips = shown.map(([value, text]) => toggle(value, value === "unread" ? `${text} ${answer.unread}` : text,
      !only && asked.state === value, () => change({ state: value })));
    if (only) chips.push(toggle("only", `The ${only.length} chosen`, true, () => change({})));
    redraw(states, chips);
    const owners = answer.owners.map((each) => each.name);
    if (asked.owner && !owners.includes(asked.owner)) owners.unshift(asked.owner);
    owner.hidden = !owners.length;
    owner.replaceChildren(option("", "Every owner"), ...owners.map((name) => option(name, name)));
    owner.value = asked.owner;
    drawTags(answer);
  }

  function drawTags(answer) {
    const counts = new Map(answer.tags.map((each) => [each.name, each.count]));
    const all = [...asked.tag, ...[...counts.keys()].filter((name) => !asked.tag.includes(name))];
    redraw(tags, all.map((name) => toggle(name, `${name} `, asked.tag.includes(name),
      () => change({ tag: asked.tag.includes(name) ? asked.tag.filter((each) => each !== name) : [...asked.tag, name] }),
      counts.get(name) ?? 0)));
    showFold();
  }

  // One line of tags, so that the cards stand where they will stay; the rest on demand.
  function showFold() {
    fold.hidden = tags.scrollHeight <= ONE_LINE;
  }

  function unfold() {
    const open = row.classList.toggle("folded") === false;
    fold.textContent = open ? "Fewer tags" : "All tags";
    fold.setAttribute("aria-expanded", String(open));
  }

  new ResizeObserver(showFold).observe(row);

  return {
    node,
    draw,
    focus: () => words.focus(),
    // The ids alone that are to be seen, null where that does not matter.
    get only() { return only; },
    showOnly(ids) {
      words.value = "";
      change({ words: "", state: "", owner: "", tag: [] }, ids);
    },
    show: (state) => change({ state }),
    get narrowed() { return ["words", "owner", "tag"].some((key) => asked[key].length); },
    get state() { return asked.state; },
    get some() { return KEYS.some((key) => asked[key].length); },
    get known() { return drawn?.tags.map((each) => each.name) ?? []; },
    clear() {
      words.value = "";
      change({ words: "", state: "", owner: "", tag: [] });
      words.focus();
    },
    question: () => query(asked),
  };
}

// The focus stays on the same button, though it was drawn anew.
function redraw(parent, children) {
  const focused = parent.getRootNode().activeElement;
  const value = parent.contains(focused) ? focused.dataset.value : null;
  parent.replaceChildren(...children);
  if (value !== null) children.find((each) => each.dataset.value === value)?.focus();
}

const toggle = (value, text, pressed, onclick, count) =>
  element("button", { type: "button", class: "chip", "aria-pressed": String(pressed), dataset: { value }, onclick },
    text, count === undefined ? null : element("span", { class: "count" }, String(count)));

const option = (value, text) => element("option", { value }, text);

function fromAddress() {
  const given = new URLSearchParams(location.search);
  return { words: given.get("words") ?? "", state: given.get("state") ?? "", owner: given.get("owner") ?? "", tag: given.getAll("tag") };
}

function query(asked) {
  const said = new URLSearchParams();
  for (const key of KEYS)
    for (const value of [asked[key]].flat()) if (value) said.append(key, value);
  return said;
}

function intoAddress(asked) {
  const address = new URL(location.href);
  for (const key of [...KEYS, "scenario"]) address.searchParams.delete(key);
  for (const [key, value] of query(asked)) address.searchParams.append(key, value);
  history.replaceState(history.state, "", address);
}
