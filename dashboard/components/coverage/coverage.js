// Whom the suite stands for: how far, on a map of the shoppers, part by part; what to add next.

import { read } from "../tile/address.js";
import { element } from "../tile/element.js";
import { showPictures } from "../tile/pictures.js";
import { Divisions } from "./divisions.js";
import { Headline } from "./headline.js";
import { openKind } from "./kind.js";
import { ShopperMap } from "./map.js";
import { sentenceOf } from "../studio/trouble.js";
import { Suggestions } from "./suggestions.js";

const PAUSE = 600;
const AGAIN = 4000;

export default function ({ data, parentElement }) {
  const root = parentElement.querySelector(".vitrine");
  if (root.coverage) return;
  root.coverage = new Page(root, data);
}

class Page {
  constructor(root, { writes }) {
    Object.assign(this, { root, writes, products: {}, segments: [], asked: {} });
    this.headline = new Headline(this);
    this.map = new ShopperMap(this);
    this.suggestions = new Suggestions(this);
    this.divisions = new Divisions();
    this.said = element("p", { class: "unseen", role: "status" });
    root.replaceChildren(this.headline.node, this.suggestions.node, this.map.node, this.divisions.node, this.said);
    this.begin();
  }

  async begin() {
    await this.until("/api/coverage", (answer) => this.draw(answer), (text, failing) => {
      this.root.classList.toggle("failing", failing);
      this.headline.wait(text);
    });
    await this.suggest();
  }

  draw(answer) {
    this.know(answer.products);
    this.segments = answer.segments;
    this.headline.draw(answer);
    this.map.draw(answer.segments);
    this.divisions.draw(answer.divisions);
    this.root.classList.remove("failing");
    this.root.classList.add("here");
    return showPictures(this.map.node);
  }

  // The suite is another one now: the figure at once, the rest as soon as it is known.
  async changed({ headline }) {
    if (headline) this.headline.show(headline);
    await this.until("/api/coverage", (answer) => this.draw(answer), () => {});
    await this.suggest();
  }

  suggest() {
    return this.until("/api/suggestions", (answer) => this.suggestions.draw(answer), (text) => this.suggestions.wait(text));
  }

  // Asks until the answer is there, as long as the page is and nobody asks the same anew.
  async until(address, draw, wait) {
    const turn = (this.asked[address] ?? 0) + 1;
    this.asked[address] = turn;
    while (this.root.isConnected && this.asked[address] === turn) {
      try {
        const answer = await read(address);
        if (this.asked[address] !== turn) return;
        if (!answer.reading) return await draw(answer);
        wait(answer.reading, false);
        await pause(PAUSE);
      } catch (error) {
        wait(sentenceOf(error), true);
        await pause(AGAIN);
      }
    }
  }

  know(products) {
    Object.assign(this.products, products);
  }

  product(id) {
    return { id, title: id, available: true, ...this.products[id] };
  }

  open(segment) {
    openKind(this, segment);
  }

  // To the part that a sentence speaks of.
  lead(division, place) {
    const kind = division === "segment" && this.segments.find((each) => each.id === place);
    if (kind) this.open(kind);
    else this.divisions.reveal(division, place);
  }

  say(text) {
    this.said.textContent = text;
  }
}

const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
