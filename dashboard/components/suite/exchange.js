// Scenarios carried out as a file, and in from one: first what it brings, then the deed.

import { Away, Refused } from "../tile/address.js";
import { element, icon } from "../tile/element.js";
import { openDialog } from "./dialog.js";

const ADDRESSES = { zip: "/api/suite/export.zip", csv: "/api/suite/export.csv", example: "/api/suite/example.csv" };
const MOST_BYTES = 16e6;
const SHOWN = 60;

// `ids` undefined: all of them.
export async function exportChosen(form, ids) {
  const answer = await fetched(ADDRESSES[form], ids && {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ ids }),
  });
  const address = URL.createObjectURL(await answer.blob());
  const name = /filename="([\w.-]+)"/.exec(answer.headers.get("Content-Disposition"))?.[1] ?? "scenarios";
  element("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

const carry = (file, query) =>
  fetched(`/api/suite/import${query}`, {
    method: "POST",
    headers: { "Content-Type": "application/octet-stream", "X-File-Name": encodeURIComponent(file.name) },
    body: file,
  }).then((answer) => answer.json());

async function fetched(address, options) {
  let answer;
  try {
    answer = await fetch(address, { credentials: "same-origin", ...options });
  } catch {
    throw new Away("The server cannot be reached, or the file changed on the disk; choose it again.");
  }
  if (answer.status >= 500) throw new Away("The server is busy or away.");
  if (!answer.ok) throw new Refused(answer.status, await answer.json());
  return answer;
}

export function openImport(suite, reload) {
  const field = element("input", { type: "file", accept: ".zip,.csv", "aria-label": "The file" });
  const name = element("span", {}, "or drop it here");
  const found = element("div", { class: "found", "aria-live": "polite" });
  let file = null;
  let mark = "";
  const opened = openDialog(suite.root, "Import scenarios", [
    element("p", {}, "A sheet with one row a scenario (CSV), or a copy that was kept (ZIP). Nothing is changed before you have seen what it brings."),
    element("label", { class: "drop" }, field, element("span", { class: "choose" }, "Choose a file"), name), found], {
    wide: true,
    verb: "Import",
    act: async () => {
      const answer = await carry(file, `?really=1&mark=${mark}`);
      suite.say([`Imported ${count(answer.imported)}.`, answer.note].filter(Boolean).join(" "));
      await reload();
    },
  });
  opened.go.disabled = true;

  const look = async (chosen) => {
    if (!chosen) return;
    if (chosen.size > MOST_BYTES) return void (opened.trouble.textContent = "The file is over 16 MB; send fewer scenarios at once.");
    file = chosen;
    name.textContent = file.name;
    opened.go.disabled = true;
    opened.trouble.textContent = "";
    found.replaceChildren(element("p", { class: "quiet" }, "Reading…"));
    try {
      const answer = await carry(file, "");
      mark = answer.mark;
      found.replaceChildren(...report(answer));
      const coming = answer.new.length + answer.changed.length;
      opened.go.disabled = !coming || answer.troubles.length > 0;
      opened.go.textContent = opened.go.disabled ? "Import" : `Import ${count(coming)}`;
    } catch (error) {
      found.replaceChildren();
      opened.trouble.replaceChildren(error.message, ...(error instanceof Refused && !/\.zip$/i.test(file.name) ? [" ", emptySheet()] : []));
    }
  };
  field.addEventListener("change", () => look(field.files[0]));
  opened.dialog.addEventListener("dragover", (event) => event.preventDefault());
  opened.dialog.addEventListener("drop", (event) => {
    event.preventDefault();
    look(event.dataTransfer.files[0]);
  });
}

const emptySheet = () =>
  element("a", { href: ADDRESSES.example, download: "scenarios-to-fill-in.csv" }, "Take the empty sheet.");

const count = (number) => `${number} scenario${number === 1 ? "" : "s"}`;

function report(answer) {
  if (answer.troubles.length)
    return [
      element("p", { class: "state unmet" }, icon("reservations"), "Nothing can be imported before this is mended:"),
      listed(answer.troubles.map((sentence) => element("li", {}, sentence))),
    ];
  return [
    part(`${answer.new.length} new`, answer.new.map(({ title }) => element("li", {}, title))),
    part(`${answer.changed.length} changed`, answer.changed.map(({ title, changes }) =>
      element("li", {}, element("strong", {}, title), element("small", {}, changes.join("; "))))),
    element("p", { class: "quiet" }, `${answer.same} the same as here`),
    part("Passed over, for they are no scenarios", answer.passed_over.map((name) => element("li", {}, name))),
    part(`${answer.passed_over.length} passed over: no scenarios`, answer.passed_over.map((name) => element("li", {}, name))),
  ].filter(Boolean);
}

const part = (text, lines) => lines.length ? element("section", {}, element("h3", {}, text), listed(lines)) : null;

function listed(lines) {
  const rest = lines.length - SHOWN;
  return element("ul", {}, lines.slice(0, SHOWN), rest > 0 ? element("li", { class: "quiet" }, `and ${rest} more`) : null);
}
