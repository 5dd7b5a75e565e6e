() => {
  const text = () => document.querySelector('[data-testid="stText"]').textContent;
  const before = text();

  // From the click to the frame that shows another text.
  return new Promise((resolve) => {
    const look = () => {
      if (text() === before) return;
      watching.disconnect();
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve(performance.now() - started);
        port2.postMessage(null);
      });
    };
    const watching = new MutationObserver(look);
    watching.observe(document.body, { subtree: true, childList: true, characterData: true });
    const started = performance.now();
    document.querySelector('[data-testid="stButton"] button').click();
  });
}
