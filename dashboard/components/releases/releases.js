// The releases as cards: pictures, how far, until when, and the one thing to do.

import { element, icon } from "../tile/element.js";
import { pictureBox } from "../tile/tile.js";
import { showPictures } from "../tile/pictures.js";

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".vitrine");
  const open = (page, release, scenario = null) => (event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    setTriggerValue("opened", { page, release, scenario });
  };
  root.replaceChildren(...data.releases.map((release) => card(release, open)));
  showPictures(root);
}

function card(release, open) {
  const link = ({ page, text, title, calm }, main) =>
    element("a", { href: `/${page}?release=${encodeURIComponent(release.name)}`, target: "_self", title, class: main ? `main${calm ? " calm" : ""}` : "", onclick: open(page, release.name) }, text);
  return element("article", { class: "card", dataset: { release: release.name } },
    element("div", { class: "strip" }, release.products.map(pictureBox)),
    element("div", { class: "words" },
      element("header", {},
        element("h2", {}, release.title),
        element("span", { class: `state ${release.tone}` }, release.state)),
      element("p", { class: "quiet" }, release.models),
      element("p", { class: "until" }, release.until),
      release.needed
        ? element("div", { class: "far", title: release.meaning },
            element("progress", { max: release.needed, value: release.given, "aria-label": "Verdicts given" }),
            element("span", {}, release.far))
        : null,
      release.talk ? talkOf(release, open) : null,
      element("div", { class: "do" },
        element("strong", {}, release.waits),
        release.others.map((each) => link(each)),
        link(release.main, true))));
}

// What waits to be read, with the way to where the first of it stands.
function talkOf({ name, talk }, open) {
  const address = new URLSearchParams({ release: name, scenario: talk.scenario, talk: "open" });
  return element("p", { class: "talk" },
    element("a", { href: `/review?${address}`, target: "_self", onclick: open("review", name, talk.scenario) }, icon("comment"), element("span", {}, talk.text)));
}
