// Pictures by content: one packed response for all that a screen still lacks, decoded beside the
// page and drawn together, so that a screen fetched ahead costs nothing when it is shown.

import { Away } from "./address.js";

const MOST_IN_A_PACK = 100;
const MOST_KEPT = 2000;
// After so long the server is asked again for what it did not have.
const AGAIN = [4000, 15000, 60000];
const kept = new Map();
// By digest, the pack that brings it.
const coming = new Map();
// By digest, what is decoded and waits for its canvas.
const decoded = new Map();
// A picture stays decoded for as long as the canvas that shows it is there.
const shown = new WeakMap();

// By digest, the address of its bytes.
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
    if (length) keep(digest, new Uint8Array(packed, at + 4, length));
    at += 4 + length;
  }
}

// Resolves when all of them are here; one that is on its way already is not asked for again.
export async function fetchPictures(digests) {
  const wanted = digests.filter((digest) => !kept.has(digest) && !coming.has(digest));
  for (let start = 0; start < wanted.length; start += MOST_IN_A_PACK) {
    const some = wanted.slice(start, start + MOST_IN_A_PACK);
    const pack = fetchPack(some).finally(() => some.forEach((digest) => coming.delete(digest)));
    for (const digest of some) coming.set(digest, pack);
  }
  await Promise.all(digests.map((digest) => coming.get(digest)));
}

// Fetched and decoded before there is a canvas for them.
export async function decodePictures(digests) {
  await fetchPictures(digests);
  for (const [digest, image] of await Promise.all(digests.map(decode))) if (image) decoded.set(digest, image);
}

async function decode(digest) {
  const early = decoded.get(digest) ?? null;
  if (early || !kept.has(digest)) return [digest, early];
  const image = new Image();
  image.src = kept.get(digest);
  return [digest, await image.decode().then(() => image, () => null)];
}

// As its ground: a canvas that was drawn on is a layer of its own, and each frame pays for all.
function draw(canvas, image) {
  if (!image) return canvas.dispatchEvent(new CustomEvent("missing"));
  shown.set(canvas, image);
  canvas.style.background = `url("${image.src}") center / cover`;
  canvas.classList.add("here");
  canvas.dispatchEvent(new CustomEvent("arrived"));
}

export const largeAddress = (digest) => `/pictures/large/${digest}.webp`;

// Draws every <canvas data-digest> below `root`, all in one frame; resolves when they stand.
export function showPictures(root) {
  return show([...root.querySelectorAll("canvas[data-digest]:not(.here)")], 0);
}

async function show(waiting, tries) {
  const digests = [...new Set(waiting.map((canvas) => canvas.dataset.digest))];
  await fetchPictures(digests);
  const images = new Map(await Promise.all(digests.map(decode)));
  for (const canvas of waiting) draw(canvas, images.get(canvas.dataset.digest));
  for (const digest of digests) decoded.delete(digest);
  if (waiting.some(isMissing) && tries < AGAIN.length) setTimeout(() => askAgain(waiting, tries), AGAIN[tries]);
}

const isMissing = (canvas) => !canvas.classList.contains("here");

function askAgain(waiting, tries) {
  const missing = waiting.filter((canvas) => canvas.isConnected && isMissing(canvas));
  if (missing.length) show(missing, tries + 1).catch(() => setTimeout(() => askAgain(missing, tries), AGAIN.at(-1)));
}
