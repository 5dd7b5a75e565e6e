// A column by its model's title, by its letter as long as that is not told.

export const nameOf = ({ letter, title }) => title || `Column ${letter}`;
