// Pictures by content: one packed response for all that a screen still lacks.

import { Away } from "./address.js";

const MOST_IN_A_PACK = 100;
const MOST_KEPT = 1200;
const kept = new Map();

function keep(digest, bytes) {
  kept.set(digest, URL.createObjectURL(new Blob([bytes], { type: "image/webp" })));
  for (const [oldest, address] of kept) {
    if (kept.size <= MOST_KEPT) break;
    URL.revokeObjectURL(address);
    kept.delete(oldest);
  }
}

async function fetchPack(digests) {
  const response = await fetch(`/pictures/pack/${digests.join(",")}`);
  if (!response.ok) throw new Away("The pictures did not arrive.");
  const packed = await response.arrayBuffer();
  const lengths = new DataView(packed);
  let at = 0;
  for (const digest of digests) {
    const length = lengths.getUint32(at);
    if (length) keep(digest, packed.slice(at + 4, at + 4 + length));
    at += 4 + length;
  }
}

export async function loadPictures(digests) {
  const wanted = [...new Set(digests)].filter((digest) => digest && !kept.has(digest));
  const packs = [];
  for (let start = 0; start < wanted.length; start += MOST_IN_A_PACK)
    packs.push(fetchPack(wanted.slice(start, start + MOST_IN_A_PACK)));
  await Promise.all(packs);
}

export function pictureAddress(digest) {
  const address = kept.get(digest);
  if (address) {
    kept.delete(digest);
    kept.set(digest, address);
  }
  return address;
}

export const largeAddress = (digest) => `/pictures/large/${digest}.webp`;

// Fills every <img data-digest> below `root`; resolves when the last one is decoded.
export async function showPictures(root) {
  const waiting = [...root.querySelectorAll("img[data-digest]:not([src])")];
  await loadPictures(waiting.map((image) => image.dataset.digest));
  await Promise.all(
    waiting.map((image) => {
      const address = pictureAddress(image.dataset.digest);
      const missing = () => image.dispatchEvent(new CustomEvent("missing"));
      if (!address) return missing();
      image.src = address;
      return image.decode().then(() => image.classList.add("here"), missing);
    }),
  );
}
