// The review, its first shopper and that shopper's pictures, asked for before the page is there.

import { askEarly } from "../tile/early.js";
import { fetchPictures } from "../tile/pictures.js";
import { NO_VERDICT } from "./words.js";

export async function begin({ pathname, search } = location) {
  if (!pathname.endsWith("/review")) return;
  const given = new URLSearchParams(search);
  const release = given.get("release") ?? (await askEarly("/api/next/review"))?.release;
  const review = release && (await askEarly(`/api/releases/${release}/review`));
  const first = review && firstOf(review, given.get("scenario"));
  const page = first && (await askEarly(`/api/releases/${release}/revisions/${review.revision}/scenarios/${first.id}`));
  if (page) afterTheShell(() => fetchPictures(picturesOf(page)).catch(() => null));
}

// Pictures are large, and without Streamlit's script nobody sees them: it has the line first.
function afterTheShell(fetchThem) {
  if (window.vitrineShell) fetchThem();
  else addEventListener("vitrine-shell", fetchThem, { once: true });
}

// The one of the address, else the first that is asked and has an open verdict.
function firstOf({ scenarios, verdicts }, wanted) {
  const open = ({ id, asked, columns }) =>
    asked && columns.some(({ letter }) => (verdicts[id]?.[letter]?.value ?? NO_VERDICT) === NO_VERDICT);
  return scenarios.find(({ id }) => id === wanted) ?? scenarios.find(open) ?? scenarios[0];
}

const picturesOf = ({ products }) => [...new Set(Object.values(products).map(({ picture }) => picture).filter(Boolean))];
