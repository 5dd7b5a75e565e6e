// Part of every page: says so where the page arrives but its connection stays shut.

const PATIENCE = 8000;
const LOOK_AGAIN = 2000;
const STAYS_OPEN = 1500;
const ANSWERS = 5000;
const socket = `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/_stcore/stream`;
const BLOCKED = "The connection to the dashboard is blocked, so this page can show nothing and save "
  + "nothing; what you said before is safe. A proxy or firewall on the way lets pages pass, but no "
  + `WebSockets. Ask whoever runs it to allow WebSockets on ${socket}, then load this page again.`;

let shutSince = performance.now();
let asking = false;
const notice = made();

function made() {
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  const [ink, paper, line] = dark
    ? ["#EFE9DF", "#25221D", "#3B362E"] : ["#1F1C18", "#FFFFFF", "#DDD5C7"];
  const node = document.createElement("p");
  node.setAttribute("role", "alert");
  node.style.cssText = "position: fixed; inset: 20vh 16px auto; z-index: 1000000; max-width: 34em; "
    + "box-sizing: border-box; margin: 0 auto; padding: 16px 20px; border-radius: 8px; "
    + `font: 15px/1.5 Inter, system-ui, sans-serif; color: ${ink}; background: ${paper}; `
    + `border: 1px solid ${line}; overflow-wrap: anywhere;`;
  return node;
}

function connected() {
  const app = document.querySelector("[data-test-connection-state]");
  return app?.dataset.testConnectionState === "CONNECTED";
}

/** Whether a socket of our own opens and stays open; slow is not blocked. */
function opens() {
  return new Promise((answer) => {
    const line = new WebSocket(socket);
    const end = (open) => { answer(open); line.close(); };
    const late = setTimeout(() => end(false), ANSWERS);
    line.onclose = line.onerror = () => { clearTimeout(late); end(false); };
    line.onopen = () => { clearTimeout(late); setTimeout(() => end(true), STAYS_OPEN); };
  });
}

/** The sentence that is true; empty where the server is away or merely slow. */
async function trouble() {
  const answer = await fetch("/sign-in/connection", { method: "POST" }).catch(() => null);
  if (answer === null) return "";
  if (!answer.ok) return (await answer.json().catch(() => ({}))).error ?? "";
  return (await opens()) ? "" : BLOCKED;
}

async function look() {
  if (connected()) {
    shutSince = null;
    notice.remove();
    return;
  }
  shutSince ??= performance.now();
  if (asking || performance.now() - shutSince < PATIENCE) return;
  asking = true;
  const sentence = await trouble();
  asking = false;
  if (connected() || !sentence) {
    shutSince = performance.now();
    notice.remove();
  } else if (notice.textContent !== sentence || !notice.isConnected) {
    notice.textContent = sentence;
    document.body.append(notice);
  }
}

setInterval(look, LOOK_AGAIN);
