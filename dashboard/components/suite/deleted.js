// Scenarios that were deleted, each with a way back.

import { read } from "../tile/address.js";
import { element } from "../tile/element.js";
import { openDialog } from "./dialog.js";

const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric" });

export async function openDeleted(suite) {
  const answer = await read("/api/suite/deleted");
  const opened = openDialog(suite.root, "Deleted scenarios", content(answer), { wide: true });

  function content({ deleted, note }) {
    if (note) return element("p", {}, note);
    if (!deleted.length) return element("p", {}, "Nothing was deleted.");
    return element("ul", { class: "deleted" }, deleted.map(row));
  }

  function row({ id, commit, title, on, by }) {
    const trouble = element("span", { class: "trouble" });
    const back = element("button", { type: "button", onclick: async () => {
      back.disabled = true;
      try {
        await suite.actions.bring([{ id, commit }]);
        line.remove();
        if (!opened.body.querySelector("li")) opened.dialog.close();
      } catch (error) {
        trouble.textContent = error.message;
        back.disabled = false;
      }
    } }, "Bring back");
    const line = element("li", {},
      element("div", {}, element("strong", {}, title), element("small", {}, on ? `Deleted by ${by} on ${day.format(new Date(on))}` : `Deleted by ${by}`), trouble),
      suite.writes ? back : null);
    return line;
  }
}
