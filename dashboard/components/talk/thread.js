// One thread: what it is about, who said what, and how to answer, resolve or reopen it.

import { element } from "../tile/element.js";
import { when } from "../writing/moments.js";
import { drawPin } from "./subject.js";

const DEEDS = { resolved: "resolved this", reopened: "opened this again" };

export function makeThread(thread, { products, isNew, words, act, field, calling, answer, answering, begin }) {
  return element("article", { class: "thread", dataset: { thread: thread.id }, "aria-label": "Thread" },
    drawPin(thread, products),
    whenceOf(thread),
    element("ol", {}, thread.remarks.map((each) => remark(each, isNew(each), words))),
    thread.waiting ? null : answering ? answerForm(field(), calling, answer, begin) : acts(thread, act, begin));
}

// Of an earlier release or revision, and about what is not shown any more.
function whenceOf({ said_in, gone }) {
  const said = [gone ? `Said about ${gone}` : "", said_in ? `${gone ? "in" : "Said in"} ${said_in}` : ""].filter(Boolean).join(", ");
  return said ? element("p", { class: "before quiet" }, said) : null;
}

function remark(each, fresh, words) {
  const deed = DEEDS[each.deed];
  return element("li", { class: each.waiting ? "waiting" : null },
    element("p", { class: "who" },
      element("b", {}, each.mine ? "You" : each.who), deed ? ` ${deed}` : "",
      element("span", { class: "quiet" }, each.waiting ? " · not sent yet" : ` · ${when(each.at)}`),
      fresh ? element("span", { class: "fresh" }, each.calls ? "asks you" : "new") : null),
    each.text ? element("p", { class: "text" }, words(each.text)) : null);
}

function acts(thread, act, begin) {
  return element("div", { class: "acts" },
    element("button", { type: "button", onclick: () => begin(true) }, "Answer"),
    thread.resolved
      ? element("button", { type: "button", onclick: () => act("reopened") }, "Open again")
      : element("button", { type: "button", onclick: () => act("resolved") }, "Resolve"));
}

function answerForm(field, calling, answer, begin) {
  field.rows = 2;
  const send = (event) => {
    event.preventDefault();
    const text = field.value.trim();
    if (!text) return field.focus();
    answer(text, field.called);
    begin(false);
  };
  return element("form", { class: "answer", onsubmit: send }, calling(field),
    element("div", { class: "acts" },
      element("button", { type: "button", onclick: () => begin(false) }, "Not now"),
      element("button", { type: "submit", class: "main" }, "Send")));
}
