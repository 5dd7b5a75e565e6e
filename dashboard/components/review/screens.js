// The screens of a review by scenario: each is fetched once, those that come next ahead of time.

import { readFirst } from "../tile/address.js";

export class Screens {
  // `make(page)` draws a screen of what `addressOf(id)` answers to `person`.
  constructor(person, addressOf, make) {
    Object.assign(this, { person, addressOf, make });
    this.asked = new Map();
    this.made = new Map();
  }

  get(id) {
    return this.made.get(id);
  }

  // Marks a product on the screens of those scenarios.
  mark(concerned, product) {
    for (const [id, screen] of this.made) if (concerned(id)) screen.mark(product);
  }

  // One that could not be had may be asked for again.
  fetch(id) {
    if (!this.asked.has(id)) {
      const asked = this.read(id).then((page) => {
        const screen = this.make(page);
        if (this.asked.get(id) === asked) this.made.set(id, screen);
        return screen;
      });
      asked.catch(() => this.asked.delete(id));
      this.asked.set(id, asked);
    }
    return this.asked.get(id);
  }

  read(id) {
    return readFirst(this.addressOf(id), this.person);
  }

  async ahead(ids) {
    for (const id of ids) await (await this.fetch(id)).ready;
  }

  keep(ids) {
    for (const id of this.asked.keys()) {
      if (ids.includes(id)) continue;
      this.asked.delete(id);
      this.made.delete(id);
    }
  }
}
