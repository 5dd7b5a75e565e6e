// A moment as one says it: "today, 12:04", "yesterday, 9:30", "3 March 2026".

const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

export const clock = (moment) => `${moment.getHours()}:${String(moment.getMinutes()).padStart(2, "0")}`;

export const day = (moment) => `${moment.getDate()} ${MONTHS[moment.getMonth()]} ${moment.getFullYear()}`;

export function when(iso) {
  const moment = new Date(iso);
  const yesterday = new Date();
  yesterday.setDate(yesterday.getDate() - 1);
  if (day(moment) === day(new Date())) return `today, ${clock(moment)}`;
  if (day(moment) === day(yesterday)) return `yesterday, ${clock(moment)}`;
  return day(moment);
}

// Who did something and, where that is recorded, when.
export const signed = ({ by, on }) => (on ? `${by}, ${when(on)}` : by);
