// What can be answered, and how an answer is told.

export const NO_VERDICT = "no verdict";
export const NO_OPINION = "no judgement";

export const VERDICTS = [
  { value: "show", label: "Show", key: "1", shape: "show" },
  { value: "show with reservations", label: "Reservations", key: "2", shape: "reservations" },
  { value: "do not show", label: "Don’t show", key: "3", shape: "refuse" },
];

export const OPINIONS = [
  { value: "suits", label: "Suits", key: "s", shape: "show" },
  { value: "doubtful", label: "Doubtful", key: "d", shape: "doubtful" },
  { value: "never", label: "Never", key: "x", shape: "refuse" },
];

export const RATHER = "I would rather show this";
export const NO_DIFFERENCE = "It makes no difference";

export const opinionOf = (answer) => OPINIONS.find(({ value }) => value === answer.value);
export const asksWhy = (answer) => answer.value === "doubtful" || answer.value === "never";

const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short" });

// Of an answer that was given in another release; empty for one of this release.
export function saidBefore(where) {
  return where?.title ? `You said this on ${day.format(new Date(where.on))} in ${where.title}` : "";
}

export function reasonsOf(answer, reasons) {
  return reasons.filter(({ id }) => answer.reasons?.includes(id)).map(({ title }) => title);
}

export function verdictInWords({ value, comment }) {
  const label = VERDICTS.find((each) => each.value === value)?.label ?? "No verdict";
  return withComment(label, comment);
}

export function judgementInWords(answer, reasons) {
  const label = opinionOf(answer)?.label ?? "No judgement";
  const because = reasonsOf(answer, reasons).join(", ").toLowerCase();
  return withComment(because ? `${label}: ${because}` : label, answer.comment);
}

export function preferenceInWords({ best }, columns) {
  if (!best.length) return "No preference";
  return best.length === columns ? NO_DIFFERENCE : `Rather ${best.join(" and ")}`;
}

// What a colleague said, the answer first: the rest may be cut where there is little room.
export const saidBy = ({ who, comment }, answer) => withComment(`${answer} · ${who}`, comment);

const withComment = (words, comment) => (comment ? `${words}, “${comment}”` : words);
