// Which remarks this person has had on screen. The record keeps it, so that it holds on every
// device; this browser keeps what could not be sent yet.

import { send } from "../tile/address.js";
import { lasting } from "../tile/storage.js";

export class Seen {
  constructor({ release, person, revision }) {
    Object.assign(this, { release, person, revision, place: `vitrine-seen:${person}:${release}:${revision}` });
    this.unsent = lasting.readRecord(this.place, (all) => Object.values(all).every(Number.isInteger)) ?? {};
    this.upTo = new Map(Object.entries(this.unsent));
    for (const [scenario, last] of this.upTo) this.tell(scenario, last);
  }

  isNewRemark(scenario, remark) {
    return Boolean(remark.new) && remark.id > (this.upTo.get(scenario) ?? 0);
  }

  isNew(scenario, thread) {
    return thread.remarks.some((each) => this.isNewRemark(scenario, each));
  }

  // They are on screen: read, though marked as new for as long as they are looked at.
  tellOf(scenario, threads) {
    const unread = threads.flatMap(({ remarks }) => remarks.filter((each) => this.isNewRemark(scenario, each)));
    if (unread.length) this.tell(scenario, lastOf(unread));
  }

  // They have been looked at.
  all(scenario, threads) {
    this.upTo.set(scenario, Math.max(this.upTo.get(scenario) ?? 0, lastOf(threads.flatMap(({ remarks }) => remarks.filter((each) => each.new)))));
  }

  async tell(scenario, last) {
    if (!(this.unsent[scenario] > last)) this.unsent[scenario] = last;
    this.keep();
    const { person, revision } = this;
    const told = await send(`/api/releases/${this.release}/threads/read`, { person, revision, scenario, up_to: last }).catch(() => null);
    if (told === null || this.unsent[scenario] !== last) return;
    delete this.unsent[scenario];
    this.keep();
  }

  keep() {
    if (Object.keys(this.unsent).length) lasting.put(this.place, JSON.stringify(this.unsent));
    else lasting.drop(this.place);
  }
}

const lastOf = (remarks) => Math.max(0, ...remarks.map(({ id }) => id));
