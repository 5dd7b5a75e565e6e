// Pictures by content: one packed response for all that a screen still lacks, decoded beside the
// page and drawn together, so that a screen fetched ahead costs nothing when it is shown.

import { Away } from "./address.js";

const MOST_IN_A_PACK = 100;
const MOST_KEPT = 2000;
const WIDTH = Math.min(320, 200 * devicePixelRatio);
const HEIGHT = WIDTH * 1.25;
const SIZE = { resizeWidth: WIDTH, resizeHeight: HEIGHT, resizeQuality: "medium" };
const kept = new Map();

function keep(digest, bytes) {
  kept.set(digest, new Blob([bytes], { type: "image/webp" }));
  for (const oldest of kept.keys()) {
    if (kept.size <= MOST_KEPT) break;
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
    if (length) keep(digest, new Uint8Array(packed, at + 4, length));
    at += 4 + length;
  }
}

async function fetchPictures(digests) {
  const wanted = digests.filter((digest) => !kept.has(digest));
  const packs = [];
  for (let start = 0; start < wanted.length; start += MOST_IN_A_PACK)
    packs.push(fetchPack(wanted.slice(start, start + MOST_IN_A_PACK)));
  await Promise.all(packs);
}

async function decode(digest) {
  const blob = kept.get(digest);
  return [digest, blob ? await createImageBitmap(blob, SIZE).catch(() => null) : null];
}

// Drawn at its own size: scaling here would be done on the page's own thread.
function draw(canvas, bitmap) {
  if (!bitmap) return canvas.dispatchEvent(new CustomEvent("missing"));
  canvas.width = WIDTH;
  canvas.height = HEIGHT;
  canvas.getContext("2d").drawImage(bitmap, 0, 0);
  canvas.classList.add("here");
}

export const largeAddress = (digest) => `/pictures/large/${digest}.webp`;

// Draws every <canvas data-digest> below `root`, all in one frame; resolves when they stand.
export async function showPictures(root) {
  const waiting = [...root.querySelectorAll("canvas[data-digest]:not([width])")];
  const digests = [...new Set(waiting.map((canvas) => canvas.dataset.digest))];
  await fetchPictures(digests);
  const bitmaps = new Map(await Promise.all(digests.map(decode)));
  for (const canvas of waiting) draw(canvas, bitmaps.get(canvas.dataset.digest));
  for (const bitmap of bitmaps.values()) bitmap?.close();
}
