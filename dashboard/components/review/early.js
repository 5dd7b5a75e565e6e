// The review, its first shopper and that shopper's pictures, asked for before the page is there.

import { askEarly } from "../tile/early.js";
import { decodePictures } from "../tile/pictures.js";

export async function begin({ pathname, search } = location) {
  if (!pathname.endsWith("/review")) return;
  const answers = await askEarly(`/api/first/review${search}`);
  const pictures = [...answers.values()].flatMap(picturesOf);
  if (pictures.length) afterTheShell(() => decodePictures(pictures).catch(() => null));
}

// Pictures are large, and without Streamlit's script nobody sees them: it has the line first.
function afterTheShell(decodeThem) {
  if (window.vitrineShell) decodeThem();
  else addEventListener("vitrine-shell", decodeThem, { once: true });
}

const picturesOf = ({ products }) => [...new Set(Object.values(products ?? {}).map(({ picture }) => picture).filter(Boolean))];
