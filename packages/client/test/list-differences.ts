/** The first difference of each file, in words: whole files side by side would be thousands of lines. */
export function listDifferences(
  expected: Readonly<Record<string, string>>,
  found: Readonly<Record<string, string>>,
): string[] {
  const names = [...new Set([...Object.keys(expected), ...Object.keys(found)])].sort();
  return names.flatMap((name) => describeDifference(name, expected[name], found[name]) ?? []);
}

function describeDifference(name: string, expected: string | undefined, found: string | undefined): string | undefined {
  if (expected === found) return undefined;
  if (expected === undefined) return `${name} should not be there`;
  if (found === undefined) return `${name} is missing`;
  const lines = found.split("\n");
  const wanted = expected.split("\n");
  const index = wanted.findIndex((line, place) => line !== lines[place]);
  return `${name}, line ${index + 1}: should be ${wanted[index] ?? "the end"}, is ${lines[index] ?? "the end"}`;
}
