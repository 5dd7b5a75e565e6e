// Which remarks this person has had on screen, remembered by this browser.

import { lasting } from "../tile/storage.js";

export class Seen {
  constructor(place) {
    this.place = place;
    this.upTo = lasting.readRecord(this.place) ?? {};
  }

  isNewRemark(thread, remark) {
    return !remark.mine && !remark.waiting && remark.id > (this.upTo[thread.id] ?? 0);
  }

  isNew(thread) {
    return thread.remarks.some((each) => this.isNewRemark(thread, each));
  }

  all(threads) {
    for (const { id, remarks } of threads)
      this.upTo[id] = Math.max(0, this.upTo[id] ?? 0, ...remarks.filter((each) => !each.waiting).map((each) => each.id));
    lasting.put(this.place, JSON.stringify(this.upTo));
  }
}
