// What was said as files, for whoever counts it further.

import { element } from "../tile/element.js";

const TABLES = [
  ["verdicts", "Verdicts", "every person on every selection"],
  ["judgements", "Judgements", "every person on every product, with reasons"],
  ["preferences", "Preferences", "which selection each person would rather show"],
  ["figures", "Figures", "all that this page says, with intervals"],
  ["training", "To learn from", "basket, product, and how well it suits from 0 to 1"],
];

export function makeExports({ answer }) {
  if (!answer.can_export) return null;
  const at = `/api/releases/${encodeURIComponent(answer.name)}/export`;
  const link = (file, word) => element("a", { href: `${at}/${encodeURIComponent(file)}`, download: true }, word);
  return element("details", { class: "exports" }, element("summary", {}, "For the data scientist"),
    element("ul", {}, TABLES.map(([what, title, about]) =>
      element("li", {}, element("b", {}, title), element("span", { class: "quiet" }, about),
        element("span", { class: "forms" }, link(`${what}.csv`, "CSV"), link(`${what}.parquet`, "Parquet"), what === "judgements" ? link("judgements.qrels", "TREC qrels") : null))),
      element("li", {}, element("b", {}, "Slates"), element("span", { class: "quiet" }, "of each model, as a TREC run"),
        element("span", { class: "forms" }, answer.candidates.map(({ id, title }) => link(`${id}.run`, title))))));
}
