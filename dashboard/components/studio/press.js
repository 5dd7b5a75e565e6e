// A press of the mouse or a finger within a part of the page: what is to be drawn there waits until
// it is over, so that the button under it is still there when it is let go.

export class Press {
  constructor(node) {
    Object.assign(this, { on: false, waiting: new Map() });
    node.addEventListener("pointerdown", () => this.begin(), true);
  }

  begin() {
    this.on = true;
    const over = () => {
      for (const name of ["pointerup", "pointercancel"]) document.removeEventListener(name, over, true);
      setTimeout(() => this.end());
    };
    for (const name of ["pointerup", "pointercancel"]) document.addEventListener(name, over, true);
  }

  end() {
    this.on = false;
    const waiting = [...this.waiting.values()];
    this.waiting.clear();
    for (const act of waiting) act();
  }

  // Now, or when it is over; of what has the same name, the last.
  after(name, act) {
    if (this.on) this.waiting.set(name, act);
    else act();
  }
}
