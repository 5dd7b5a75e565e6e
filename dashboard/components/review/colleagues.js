// Once all columns of a shopper have a verdict, the server tells what colleagues said of it.

const PAUSE = 400;

export class Colleagues {
  // `page`: the review.
  constructor(page) {
    this.page = page;
  }

  // Asked after a moment, for whoever goes on at once has no use for it.
  ask() {
    const { current, screen, queue } = this.page;
    clearTimeout(this.timer);
    if (!screen || screen.others || !queue.complete(current)) return;
    this.timer = setTimeout(() => this.hear(current, screen), PAUSE);
  }

  async hear(current, screen) {
    if (this.page.screen !== screen || this.page.answers.outbox.waiting.size) return;
    const shown = await this.page.way.screens.read(current.id).catch(() => null);
    if (!shown?.others) return;
    screen.tell(shown.others);
    this.page.talk.hear(current.id, shown.threads);
    if (this.page.screen === screen) this.page.drawVerdicts();
  }
}
