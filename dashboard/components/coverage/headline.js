// In one sentence: how much of the shoppers' behaviour the suite stands for, and who is missed.

import { element, icon } from "../tile/element.js";

const MEANING = [
  "Every shopper is held against the scenario most like them: 100 % where it bought the very same, 0 % where the two share no more than any two shoppers do.",
  "The figure is the average over all shoppers, so one scenario counts for everybody who buys like it, and a second one like the first adds nothing.",
];

export class Headline {
  constructor(page) {
    this.page = page;
    this.sentence = element("h1", { class: "headline" });
    this.bar = element("span", { class: "part" });
    this.gaps = element("ul", { class: "gaps" });
    this.meaning = element("div", { class: "said" });
    this.node = element("header", { class: "top" }, this.sentence,
      element("span", { class: "whole", "aria-hidden": "true" }, this.bar), this.gaps,
      element("details", { class: "meaning" }, element("summary", {}, "What does this mean?"), this.meaning));
  }

  wait(text) {
    this.sentence.textContent = text;
  }

  draw({ headline, basis, unread }) {
    this.show(headline);
    const lost = unread ? `${unread} scenario ${unread === 1 ? "file" : "files"} cannot be read and count for nobody; the Scenarios page says why.` : null;
    this.meaning.replaceChildren(...[...MEANING, basis, lost].filter(Boolean).map((text) => element("p", {}, text)));
  }

  show({ sentence, covered, gaps, scenarios }) {
    this.sentence.textContent = sentence;
    this.bar.style.width = `${100 * covered}%`;
    this.gaps.replaceChildren(...(scenarios ? gaps.map((gap) => this.gap(gap)) : this.page.writes ? [begin()] : []));
  }

  gap({ sentence, division, place }) {
    return element("li", {}, icon("reservations"),
      element("button", { type: "button", onclick: () => this.page.lead(division, place) }, sentence));
  }
}

function begin() {
  const own = element("a", { href: "/scenarios?scenario=new", target: "_self" }, "write your own");
  return element("li", {}, element("span", {}, "Begin with one of the suggestions below, or ", own, "."));
}
