// Who is here: one button a person; the answer is a cookie of our own server.

const REFUSED = `This browser refused the cookie by which the dashboard knows who you are, so nobody is `
  + `signed in. Allow cookies for ${location.host} in the browser’s settings, then choose again.`;
const NOTE = "vitrine:entered";
const JUST_NOW = 10000;
const FONTS = ["500 56px Fraunces", "400 15px Inter"];

// Whoever just entered and finds the sign-in again has a browser that kept nothing but this note.
function note() {
  try {
    sessionStorage.setItem(NOTE, Date.now());
  } catch {
    // A browser that keeps no notes either is found out by `entered`.
  }
}

function justEntered() {
  try {
    const moment = Number(sessionStorage.getItem(NOTE));
    sessionStorage.removeItem(NOTE);
    return Date.now() - moment < JUST_NOW;
  } catch {
    return false;
  }
}

async function entered() {
  const answer = await fetch("/sign-in").catch(() => null);
  return !answer?.ok || (await answer.json()).person !== null;
}

export default async function ({ data, parentElement }) {
  // Text that changes its font after it was painted moves what follows.
  await Promise.all(FONTS.map((font) => document.fonts.load(font))).catch(() => null);
  const root = parentElement.querySelector(".vitrine");
  const make = (name, text, className = "") => {
    const node = document.createElement(name);
    node.textContent = text;
    node.className = className;
    return node;
  };
  const trouble = make("p", "", "trouble");
  trouble.setAttribute("role", "alert");
  if (!navigator.cookieEnabled || justEntered()) trouble.textContent = REFUSED;
  const enter = async (person) => {
    const response = await fetch("/sign-in", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ person }),
    }).catch(() => null);
    if (response?.ok && !(await entered())) {
      trouble.textContent = REFUSED;
      return;
    }
    if (response?.ok) {
      note();
      location.reload();
      return;
    }
    const answer = (await response?.json().catch(() => null)) ?? {};
    trouble.textContent = answer.error ?? "The server cannot be reached. Try again in a moment.";
  };
  const people = make("div", "", "people");
  for (const person of data.people) {
    const button = make("button", "");
    button.type = "button";
    button.dataset.person = person.id;
    button.append(make("strong", person.name), make("span", person.does));
    button.addEventListener("click", () => enter(person.id));
    people.append(button);
  }
  const choosing = [
    make("h2", "Who is here?"), people, trouble,
    make("p", "A demonstration on this machine: no passwords.", "small"),
  ];
  const closed = [
    make("h2", "Nobody can sign in here yet."),
    make("p", "The demonstration’s sign-in asks for no password, so it is off where other machines "
      + "can reach this dashboard."),
    make("p", "Whoever runs it can turn it on all the same: demo = true under [sign_in] in "
      + "vitrine.toml.", "small"),
  ];
  root.replaceChildren(
    make("h1", "Vitrine"),
    make("p", "See what your recommender would put in the window, before your customers do.", "lead"),
    ...(data.people.length ? choosing : closed),
  );
}
