// The threads with what this person has said and the server has not acknowledged yet.

export function withWaiting(threads, letters, scenario) {
  const shown = threads.map((each) => ({ ...each, remarks: [...each.remarks] }));
  for (const { content } of letters.values()) {
    if (content.scenario !== scenario) continue;
    const thread = shown.find(({ id }) => id === content.thread) ?? begin(shown, content);
    thread.remarks.push({ id: content.key, who: "You", text: content.text, deed: content.deed, mine: true, waiting: true });
    if (content.deed !== "said") thread.resolved = content.deed === "resolved";
  }
  return shown;
}

function begin(threads, { key, column, product }) {
  const thread = { id: key, column, product, resolved: false, said_in: "", gone: "", remarks: [], waiting: true };
  threads.push(thread);
  return thread;
}
