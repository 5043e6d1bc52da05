/** Placeholder until the live provider stands. */
export function LiveMark(_props: { readonly compact?: boolean }) {
  return null;
}
