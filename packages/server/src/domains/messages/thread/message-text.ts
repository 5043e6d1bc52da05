/** The words of a content that stand in the message itself; null: there are none. */
export function findText(content: Readonly<Record<string, unknown>>): string | null {
  for (const key of ["text", "caption", "body"]) {
    const value = content[key];
    if (typeof value === "string" && value !== "") return value;
  }
  return null;
}
