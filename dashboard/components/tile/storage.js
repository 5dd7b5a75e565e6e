// What this browser keeps for our pages: all that waits, is drafted or was chosen goes through here.
// A browser may forbid it, or have no more room. Then it is held while the document stands, and
// whoever put it there is told that it is not kept.

class Storage {
  // `open()` gives the browser's storage, or throws where the browser forbids it.
  constructor(open) {
    this.open = open;
    this.held = new Map();
  }

  // The text that was put there, or null.
  read(place) {
    return this.held.get(place) ?? this.tried((storage) => storage.getItem(place));
  }

  // The object that was put there as JSON. Null where there is none, or where it is something else
  // than `fits` accepts: other programs and older versions write to the same storage.
  readRecord(place, fits = () => true) {
    const record = parsed(this.read(place));
    return isRecord(record) && fits(record) ? record : null;
  }

  // Whether the browser keeps it. What stood there before counts no more, also where this is not kept.
  put(place, text) {
    const kept = this.write(place, text) || (this.drop(place), this.write(place, text));
    if (kept) this.held.delete(place);
    else this.held.set(place, text);
    return kept;
  }

  write(place, text) {
    const written = this.tried((storage) => {
      storage.setItem(place, text);
      return storage.getItem(place) === text;
    });
    return Boolean(written);
  }

  drop(place) {
    this.held.delete(place);
    this.tried((storage) => storage.removeItem(place));
  }

  // Every place whose name begins like this.
  places(start) {
    const all = new Set([...this.held.keys(), ...(this.tried(Object.keys) ?? [])]);
    return [...all].filter((each) => each.startsWith(start));
  }

  // Whether something of that beginning would be gone with the document.
  holds(start) {
    return [...this.held.keys()].some((each) => each.startsWith(start));
  }

  // Null where the browser keeps nothing, or has no more room: how it says so differs.
  tried(work) {
    try {
      return work(this.open()) ?? null;
    } catch {
      return null;
    }
  }
}

// Over visits, for all tabs; and until this tab is closed.
export const lasting = new Storage(() => localStorage);
export const ofThisTab = new Storage(() => sessionStorage);

export const isRecord = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
