// The shoppers in the browser's history: Back leads to the one before, and out of the review only
// from where it was entered.

import { showInAddress } from "../tile/address.js";

export class Trail {
  // `root`: the review's node; `release`: its name; `show(id)` a shopper was asked for by the
  // browser, or the end of the review where `id` is null.
  constructor(root, release, show) {
    // `led`: where one is now is where the browser led, or where one came in.
    Object.assign(this, { release, show, path: location.pathname, led: true });
    const heard = (event) => (root.isConnected ? this.heard(event) : removeEventListener("popstate", heard, true));
    // Before Streamlit, which would ask the server for the page again.
    addEventListener("popstate", heard, true);
  }

  get here() {
    return new URL(location.href).searchParams;
  }

  // A shopper is looked at; null at the end.
  follow(scenario) {
    const known = this.here.get("release") === this.release && this.here.get("scenario") === scenario;
    if (!known) showInAddress({ release: this.release, scenario }, { anew: !this.led });
    this.led = false;
  }

  heard(event) {
    if (location.pathname !== this.path || this.here.get("release") !== this.release) return;
    event.stopImmediatePropagation();
    this.led = true;
    this.show(this.here.get("scenario"));
  }
}
