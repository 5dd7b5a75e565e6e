// Waits until `count` pictures that match `selector` stand, an <img> once it is decoded and a canvas
// once it is drawn; gives the milliseconds since the page was asked for, and their digests.
async ({ selector, count, patience }) => {
  const shadowTrees = (root) =>
    [...root.querySelectorAll("*")]
      .filter((element) => element.shadowRoot)
      .flatMap((element) => [element.shadowRoot, ...shadowTrees(element.shadowRoot)]);
  const found = () => [document, ...shadowTrees(document)].flatMap((root) => [...root.querySelectorAll(selector)]);
  const stands = (picture) => (picture.matches("img") ? picture.complete && picture.naturalWidth : picture.matches(".here"));
  while (performance.now() < patience) {
    const pictures = found();
    if (pictures.length >= count && pictures.every(stands)) {
      await Promise.all(pictures.map((picture) => picture.decode?.()));
      return { time: performance.now(), digests: [...new Set(pictures.map((each) => each.dataset.digest))] };
    }
    await new Promise((resolve) => setTimeout(resolve, 4));
  }
  throw new Error(`There are no ${count} pictures after ${patience} ms`);
}
