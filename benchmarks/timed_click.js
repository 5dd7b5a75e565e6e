async ({ button, typed, chosen, pictures, count, patience }) => {
  const shadowTrees = (root) =>
    [...root.querySelectorAll("*")]
      .filter((element) => element.shadowRoot)
      .flatMap((element) => [element.shadowRoot, ...shadowTrees(element.shadowRoot)]);
  const roots = [document, ...shadowTrees(document)];
  const find = (selector) => roots.flatMap((root) => [...root.querySelectorAll(selector)]);
  // An <img> has an address and then decodes; a canvas is named by its digest once it is drawn.
  const address = (picture) => picture.src ?? (picture.width > 0 && picture.matches(".here") ? picture.dataset.digest : "");
  const shown = () => find(pictures).map(address);
  const decoded = () =>
    Promise.all(find(pictures).map((picture) => picture.decode?.())).then(
      () => true,
      () => false, // its address changed while it was being decoded
    );

  // Where `typed` is given, `button` is a field, and one key more makes this of what it holds; where
  // `chosen` is given, it is a list, and this is the value of the entry that is taken.
  const act = (element) => {
    if (chosen !== undefined) {
      element.value = chosen;
      return element.dispatchEvent(new Event("change", { bubbles: true }));
    }
    if (typed === undefined) return element.click();
    element.value = typed;
    element.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertText" }));
  };

  const before = shown().join("\n");
  const started = performance.now();
  act(find(button)[0]);
  while (performance.now() - started < patience) {
    const now = shown();
    const complete = now.length >= count && now.every((address) => address);
    if (complete && now.join("\n") !== before && (await decoded())) {
      const ended = performance.now();
      if (shown().join("\n") === now.join("\n")) return ended - started;
    }
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  throw new Error(`${shown().length} pictures after ${patience} ms, not ${count} other ones`);
}
