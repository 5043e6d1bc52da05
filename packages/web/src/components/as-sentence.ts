/** A sentence of the server's that begins small, as one that stands alone. */
export function asSentence(text: string): string {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}
