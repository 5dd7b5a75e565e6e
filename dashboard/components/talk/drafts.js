// What this person began to write and has not sent, kept by this browser.

import { lasting } from "../tile/storage.js";

export class Drafts {
  constructor(place) {
    this.place = place;
  }

  read(name) {
    return lasting.read(`${this.place}|${name}`) ?? "";
  }

  put(name, text) {
    if (text) lasting.put(`${this.place}|${name}`, text);
    else this.drop(name);
  }

  drop(name) {
    lasting.drop(`${this.place}|${name}`);
  }
}
