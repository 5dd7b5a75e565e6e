// The evidence on one page: every shopper a row, every candidate a column, verdicts in words.

import { element, icon } from "../tile/element.js";
import { pictureBox } from "../tile/tile.js";
import { showPictures } from "../tile/pictures.js";

// More models than this scroll in a box of their own.
const MOST_ABREAST = 5;
const SHAPES = { show: "show", "show with reservations": "reservations", "do not show": "refuse" };
const TONES = { show: "go", "show with reservations": "careful", "do not show": "no" };
const WORDS = { show: "Show", "show with reservations": "With reservations", "do not show": "Do not show" };

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".vitrine");
  const { release, candidates, scenarios } = data;
  const open = (scenario) => (event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    setTriggerValue("opened", scenario);
  };
  const rows = scenarios.map((scenario) =>
    element("div", { class: "row", role: "row" },
      element("div", { class: "who", role: "rowheader" },
        element("a", { href: `/review?release=${encodeURIComponent(release)}&scenario=${scenario.id}`, target: "_self", onclick: open(scenario.id) }, scenario.title),
        element("div", { class: "strip" }, scenario.bought.map(pictureBox)),
        scenario.far ? element("p", { class: "quiet" }, scenario.far) : null),
      candidates.map((candidate) => cell(candidate.title, scenario.by[candidate.id], scenario.far))));
  const bare = candidates.every((each) => !each.summary);
  const head = element("div", { class: bare ? "row head bare" : "row head", role: "row" },
    element("div", { role: "columnheader" }, element("span", { class: "unseen" }, "Shopper")),
    candidates.map((candidate) => element("div", { role: "columnheader" },
      element("h3", {}, candidate.title), element("p", { class: "quiet" }, candidate.tag),
      element("p", {}, candidate.summary), element("p", { class: "quiet" }, candidate.unmet))));
  const table = element("div", { class: candidates.length > MOST_ABREAST ? "table many" : "table", role: "table", "aria-label": "Verdicts by shopper and model" }, head, rows);
  table.style.setProperty("--count", candidates.length);
  root.replaceChildren(table);
  showPictures(root);
}

function cell(title, { products, verdicts, settled, unmet, note }, far) {
  return element("div", { class: "cell", role: "cell" }, element("p", { class: "whose" }, title),
    products.length ? element("div", { class: "strip" }, products.map(pictureBox)) : element("p", { class: "quiet" }, note || "Nothing shown"),
    settled ? element("p", { class: `verdict settled ${TONES[settled.value] ?? ""}` }, icon(SHAPES[settled.value]),
      element("span", {}, element("b", {}, settled.told), ` by ${settled.who}: ${settled.reason}`)) : null,
    verdicts.length
      ? verdicts.map((each) => element("p", { class: `verdict ${settled ? "past" : TONES[each.value] ?? ""}` },
          icon(SHAPES[each.value] ?? "comment"),
          element("span", {}, element("b", {}, WORDS[each.value] ?? "Comment"), ` · ${each.who}`,
            each.comment ? element("q", {}, each.comment) : null)))
      : far || settled ? null : element("p", { class: "verdict open", title: "No verdict yet" }, "–", element("span", { class: "unseen" }, "No verdict yet")),
    unmet.map((text) => element("p", { class: "unmet" }, icon("reservations"), element("span", {}, text))));
}
