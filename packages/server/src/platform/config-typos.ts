/** Prefixes that are ours: a variable with one of them that we don't know is probably a slip of the pen. */
const OUR_PREFIXES = ["CHASQUI_", "WHATSAPP_"];

/** One sentence for every variable that looks like ours and isn't. Never shows a value. */
export function findLikelyTypos(given: readonly string[], known: readonly string[]): string[] {
  return given
    .filter((name) => OUR_PREFIXES.some((prefix) => name.startsWith(prefix)) && !known.includes(name))
    .sort()
    .map(
      (name) => `${name} is not a setting of Chasqui and is ignored; the nearest one is ${findNearest(name, known)}.`,
    );
}

function findNearest(name: string, known: readonly string[]): string {
  const ranked = known.map((candidate) => ({ candidate, distance: editDistance(name, candidate) }));
  ranked.sort((a, b) => a.distance - b.distance);
  return ranked[0]?.candidate ?? "none";
}

/** Levenshtein's distance: how many letters must be changed, added or left out. */
function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitution = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      current.push(Math.min(substitution, (previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[b.length] ?? 0;
}
