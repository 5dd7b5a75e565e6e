() => {
  const host = [...document.querySelectorAll("*")].find((each) => each.shadowRoot?.querySelector(".now .column"));
  const root = host.shadowRoot;
  const digests = () => [...root.querySelectorAll(".now .column canvas.here")].map((each) => each.dataset.digest);
  const marks = () => root.querySelectorAll(".now .column .opinion, .bar [aria-pressed=true]").length;
  const still = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
  let heard;

  // From the key to the second frame after it; `work`: while the page was busy with it, without
  // the rest of the frames that it waited for.
  function listen(event) {
    if (event.key === "Enter") return;
    const before = marks();
    const began = performance.now();
    heard = new Promise((resolve) => {
      let ended;
      addEventListener("keydown", () => (ended = performance.now()), { once: true });
      requestAnimationFrame(() => {
        const frame = performance.now();
        const { port1, port2 } = new MessageChannel();
        let painted;
        port1.onmessage = () => (painted = performance.now());
        port2.postMessage(null);
        requestAnimationFrame(() => {
          const mark = performance.now() - event.timeStamp;
          still(0).then(() => resolve({ mark, work: ended - began + (painted - frame), marked: marks() > before }));
        });
      });
    });
  }
  addEventListener("keydown", listen, { capture: true });

  // After the frame that shows what stands now.
  function shown(then) {
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = then;
      port2.postMessage(null);
    });
  }

  // From the key to the frame that shows the next screen with all its pictures.
  function next(count, patience) {
    const before = digests().join();
    return new Promise((resolve, reject) => {
      addEventListener("keydown", ({ timeStamp }) => {
        const look = () => {
          const now = digests();
          if (now.length < count || now.join() === before) return;
          clearTimeout(giving);
          watching.disconnect();
          shown(() => resolve(performance.now() - timeStamp));
        };
        const watching = new MutationObserver(look);
        watching.observe(root, { subtree: true, childList: true, attributeFilter: ["class"] });
        const giving = setTimeout(() => {
          watching.disconnect();
          reject(new Error(`No next screen of ${count} pictures after ${patience} ms.`));
        }, patience);
      }, { once: true, capture: true });
    });
  }

  globalThis.timed = { last: () => heard, expect: (...asked) => (timed.coming = next(...asked).catch((error) => ({ error }))) && null, came: () => timed.coming };
}
