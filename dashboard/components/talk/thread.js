// One thread: what it is about, who said what, and how to answer, resolve or reopen it.

import { element } from "../tile/element.js";
import { when } from "../writing/moments.js";
import { drawPin } from "./subject.js";

const DEEDS = { resolved: "resolved this", reopened: "opened this again" };

export function makeThread(thread, { products, isNew, act, field, answer, answering, begin }) {
  return element("article", { class: "thread", dataset: { thread: thread.id }, "aria-label": "Thread" },
    drawPin(thread, products),
    thread.said_in ? element("p", { class: "before quiet" }, `Said in ${thread.said_in}`) : null,
    element("ol", {}, thread.remarks.map((each) => remark(each, isNew(each)))),
    thread.waiting ? null : answering ? answerForm(field(), answer, begin) : acts(thread, act, begin));
}

function remark(each, fresh) {
  const deed = DEEDS[each.deed];
  return element("li", { class: each.waiting ? "waiting" : null },
    element("p", { class: "who" },
      element("b", {}, each.mine ? "You" : each.who), deed ? ` ${deed}` : "",
      element("span", { class: "quiet" }, each.waiting ? " · not sent yet" : ` · ${when(each.at)}`),
      fresh ? element("span", { class: "fresh" }, "new") : null),
    each.text ? element("p", { class: "text" }, each.text) : null);
}

function acts(thread, act, begin) {
  return element("div", { class: "acts" },
    element("button", { type: "button", onclick: () => begin(true) }, "Answer"),
    thread.resolved
      ? element("button", { type: "button", onclick: () => act("reopened") }, "Open again")
      : element("button", { type: "button", onclick: () => act("resolved") }, "Resolve"));
}

function answerForm(field, answer, begin) {
  field.rows = 2;
  const send = (event) => {
    event.preventDefault();
    const text = field.value.trim();
    if (!text) return field.focus();
    answer(text);
    begin(false);
  };
  return element("form", { class: "answer", onsubmit: send }, field,
    element("div", { class: "acts" },
      element("button", { type: "button", onclick: () => begin(false) }, "Not now"),
      element("button", { type: "submit", class: "main" }, "Send")));
}
