/** What the inbox keeps on this device, for the person who is signed in: drafts, and what has not reached the server. */
const PREFIX = "chasqui-inbox";
let owner = "";

/** Whose it is: others who use this device see nothing of it. */
export function keepFor(userId: string): void {
  owner = userId;
}

export function keptOwner(): string {
  return owner;
}

export function readKept<Value>(name: string, fallback: Value): Value {
  try {
    const text = localStorage.getItem(`${PREFIX}-${owner}-${name}`);
    return text === null ? fallback : (JSON.parse(text) as Value);
  } catch {
    return fallback;
  }
}

export function writeKept(name: string, value: unknown): void {
  try {
    localStorage.setItem(`${PREFIX}-${owner}-${name}`, JSON.stringify(value));
  } catch {
    // Where storage is forbidden or full, it is kept as long as the page is.
  }
}
