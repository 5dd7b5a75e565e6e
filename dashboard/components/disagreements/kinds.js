// What tells one case from another, and what it can be settled as.

import { NO_OPINION, NO_VERDICT, OPINIONS, VERDICTS } from "../review/words.js";

export const keyOf = ({ scenario, columns, product }) => `${scenario}|${columns.map(({ letter }) => letter).join("")}|${product}`;
export const scaleOf = ({ product }) => (product ? OPINIONS : VERDICTS);
export const noneOf = ({ product }) => (product ? NO_OPINION : NO_VERDICT);
