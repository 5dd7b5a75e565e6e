// All scenarios as cards: who the shopper is, what they bought, what is expected.

import { element } from "../tile/element.js";
import { pictureBox } from "../tile/tile.js";
import { showPictures } from "../tile/pictures.js";

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".vitrine");
  const open = (id) => (event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    setTriggerValue("opened", id);
  };
  root.replaceChildren(...data.scenarios.map((scenario) =>
    element("a", { class: "card", href: `/scenarios?scenario=${scenario.id}`, target: "_self", onclick: open(scenario.id) },
      element("h2", {}, scenario.title),
      element("p", { class: "story" }, scenario.story),
      element("div", { class: "strip" }, scenario.bought.length
        ? scenario.bought.map(pictureBox)
        : element("p", { class: "nothing" }, "Has bought nothing yet")),
      element("p", { class: "foot" },
        element("span", {}, scenario.expected),
        element("span", {}, scenario.tags)))));
  showPictures(root);
}
