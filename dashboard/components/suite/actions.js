// What people do with scenarios: tag, rename, delete, bring back; each with its receipt.

import { send } from "../tile/address.js";
import { element } from "../tile/element.js";
import { openDialog } from "./dialog.js";
import { openDeleted } from "./deleted.js";
import { exportChosen, openImport } from "./exchange.js";
import { openMenu } from "./menu.js";

const scenarios = (ids) => (ids.length === 1 ? "1 scenario" : `${ids.length} scenarios`);

export function makeActions(suite) {
  const reload = () => suite.grid.load(suite.grid.cards.size);
  const done = (text, note, undo) => suite.say(note ? `${text} ${note}` : text, undo);
  const attempt = async (work) => {
    try {
      await work();
    } catch (error) {
      suite.say(error.message);
    }
  };

  async function tag(ids, change, text, back) {
    const answer = await send("/api/suite/tags", { ids, ...change });
    done(text, answer.note, back && (() => attempt(back)));
    await reload();
  }

  const actions = {
    cardMenu: ({ id, title, tags }, button) => openMenu(suite.root, button, [
      { text: "Open", act: () => suite.open({ scenario: id }) },
      suite.writes && { text: "Make a copy", act: () => suite.open({ scenario: "new", from: id }) },
      suite.writes && { text: "Add tag", act: () => actions.addTag([id]) },
      suite.writes && tags.length && { text: "Remove tag", act: () => actions.removeTag([id], tags) },
      suite.writes && { text: "Change its address", act: () => actions.rename(id, title) },
      ...actions.exports([id]),
      suite.writes && { text: "Delete", act: () => actions.remove([id]) },
    ]),
    exports: (ids) => [
      { text: "Download for a spreadsheet", hint: "One row a scenario (CSV)", act: () => attempt(() => exportChosen("csv", ids)) },
      { text: "Download a copy to keep", hint: ids.length === 1 ? "The file itself (ZIP)" : "The files themselves (ZIP)", act: () => attempt(() => exportChosen("zip", ids)) },
    ],
    folder: () => [
      suite.writes && { text: "Import a file", hint: "A filled-in sheet, or a copy that was kept; you see first what it brings", act: () => openImport(suite, reload) },
      { text: "Download all for a spreadsheet", hint: "One row a scenario (CSV)", act: () => attempt(() => exportChosen("csv")) },
      { text: "Download a copy of all to keep", hint: "The files themselves (ZIP)", act: () => attempt(() => exportChosen("zip")) },
      { text: "Download an empty sheet", hint: "To fill in and import (CSV)", act: () => attempt(() => exportChosen("example")) },
      { text: "Deleted scenarios", hint: "And a way to bring them back", act: () => actions.showDeleted() },
    ],
    showDeleted: () => attempt(() => openDeleted(suite)),
    addTag(ids) {
      const field = element("input", { type: "text", maxlength: "64", required: true, list: "known-tags", "aria-label": "Tag", autocomplete: "off" });
      const known = element("datalist", { id: "known-tags" }, suite.filters.known.map((name) => element("option", { value: name })));
      openDialog(suite.root, `Add a tag to ${scenarios(ids)}`, [field, known], {
        verb: "Add tag",
        act: () => field.value.trim() ? tag(ids, { add: [field.value.trim()] }, `Added the tag “${field.value.trim()}” to ${scenarios(ids)}.`) : false,
      });
    },
    removeTag(ids, tags = suite.filters.known) {
      const field = element("select", { "aria-label": "Tag" }, tags.map((name) => element("option", { value: name }, name)));
      openDialog(suite.root, `Remove a tag from ${scenarios(ids)}`, field, {
        verb: "Remove tag",
        act: () => tag(ids, { remove: [field.value] }, `Removed the tag “${field.value}” from ${scenarios(ids)}.`),
      });
    },
    rename(id, title) {
      const field = element("input", { type: "text", maxlength: "64", required: true, "aria-label": "Its address", autocomplete: "off", spellcheck: "false" });
      field.value = id;
      openDialog(suite.root, "Change its address", [
        element("p", {}, `“${title}” keeps its title. Links that were sent with the old address no longer open it.`), field], {
        verb: "Change",
        act: async () => {
          const answer = await send("/api/suite/rename", { id, to: field.value.trim() });
          done(`The address of “${title}” ends in ${answer.id} now.`, answer.note);
          suite.choice.forget([id]);
          await reload();
        },
      });
      field.select();
    },
    remove: (ids) => attempt(async () => {
      const title = ids.length === 1 && suite.grid.cards.get(ids[0])?.scenario.title;
      const answer = await send("/api/suite/delete", { ids });
      const what = title || scenarios(answer.ids);
      suite.choice.forget(ids);
      done(`Deleted ${what}.`, answer.note, answer.back.length ? () => attempt(() => bring(answer.back)) : null);
      await reload();
    }),
    bring: (back) => bring(back),
  };

  async function bring(back) {
    const answer = await send("/api/suite/restore", { back });
    done(`${scenarios(back)} ${back.length === 1 ? "is" : "are"} back.`, answer.note);
    await reload();
  }

  return actions;
}
