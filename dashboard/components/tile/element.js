// Makes DOM nodes. Text from outside only ever becomes a text node or an attribute.

export function element(name, properties = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else if (key === "dataset") Object.assign(node.dataset, value);
    else if (key === "class") node.className = value;
    else node.setAttribute(key, value === true ? "" : value);
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return node;
}

// Words that stand there already are left alone, for to write them lays the page out.
export function write(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

const SHAPES = {
  show: "M3.5 8.5l3 3 6-7",
  reservations: "M8 3.2v5.6M8 11.6v.9",
  refuse: "M4 4l8 8M12 4l-8 8",
  bought: "M3.5 6h9l-.7 7.2H4.2zM5.8 6V4.6a2.2 2.2 0 014.4 0V6",
  comment: "M3 3.5h10v7H8l-3 2.6v-2.6H3z",
  left: "M10 3L5 8l5 5",
  right: "M6 3l5 5-5 5",
  close: "M4 4l8 8M12 4l-8 8",
  plus: "M8 3v10M3 8h10",
  minus: "M3 8h10",
  search: "M7 3a4 4 0 110 8 4 4 0 010-8zM10 10l3.4 3.4",
  undo: "M6 3.5L3 6.5l3 3M3 6.5h6a3.5 3.5 0 010 7H7",
  redo: "M10 3.5l3 3-3 3M13 6.5H7a3.5 3.5 0 000 7h2",
  dots: "M3.5 8h.01M8 8h.01M12.5 8h.01",
  up: "M8 13V3.5M4 7l4-4 4 4",
  down: "M8 3v9.5M4 9l4 4 4-4",
  doubtful: "M5.6 6a2.4 2.4 0 114.2 1.5C8.9 8.3 8 8.8 8 10M8 12.6v.1",
  medal: "M8 2a3.8 3.8 0 110 7.6A3.8 3.8 0 018 2M5.6 9l-1 5L8 12.3l3.4 1.7-1-5",
  same: "M3.5 6h9M3.5 10h9",
  pause: "M5.8 3.5v9M10.2 3.5v9",
};

export function icon(name) {
  const space = "http://www.w3.org/2000/svg";
  const drawing = document.createElementNS(space, "svg");
  drawing.setAttribute("viewBox", "0 0 16 16");
  drawing.setAttribute("class", "icon");
  drawing.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(space, "path");
  path.setAttribute("d", SHAPES[name]);
  drawing.append(path);
  return drawing;
}
