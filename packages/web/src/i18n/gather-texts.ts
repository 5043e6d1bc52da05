/** `{"./es/common.json": texts}` as `{common: texts}`. */
export function gatherTexts(files: Readonly<Record<string, object>>): Record<string, object> {
  return Object.fromEntries(Object.entries(files).map(([path, texts]) => [path.replace(/^.*\/|\.json$/g, ""), texts]));
}
