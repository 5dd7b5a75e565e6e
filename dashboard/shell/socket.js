// Opens the connection while Streamlit's script is still on its way: the line is idle then, and a
// connection costs two turns of it. The script asks for the very same one and is given this.
{
  const Socket = window.WebSocket;
  const address = new URL("./_stcore/stream", location);
  address.protocol = location.protocol === "https:" ? "wss:" : "ws:";
  const early = new Socket(address, ["streamlit", "PLACEHOLDER_AUTH_TOKEN"]);
  // Nothing is said to whoever has asked nothing; what came all the same would be lost.
  let heard = false;
  early.addEventListener("message", () => { heard = true; }, { once: true });

  // Of these only the first; who connects again names a session of its own, as a third protocol.
  const give = (asked, protocols = []) => {
    window.WebSocket = Socket;
    const same = new URL(asked).href === address.href && protocols.length === 2;
    if (!same || heard || early.readyState > Socket.OPEN) {
      early.close();
      return new Socket(asked, protocols);
    }
    if (early.readyState === Socket.OPEN) queueMicrotask(() => early.dispatchEvent(new Event("open")));
    return early;
  };
  window.WebSocket = new Proxy(Socket, { construct: (_, [asked, protocols]) => give(asked, protocols) });
}
