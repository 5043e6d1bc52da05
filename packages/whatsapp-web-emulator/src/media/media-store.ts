import { randomBytes } from "node:crypto";

/** Files of the media host, encrypted as they were uploaded. The oldest go when there are too many bytes. */
export interface MediaStore {
  /** @returns the path that a message names */
  put(bytes: Buffer): string;
  find(path: string): Buffer | undefined;
  remove(path: string): boolean;
  readonly count: number;
  /** What uploads are answered with instead; undefined: they work. */
  failUploads: number | undefined;
  clear(): void;
}

export function createMediaStore(maxBytes: number): MediaStore {
  const files = new Map<string, Buffer>();
  let total = 0;

  function remove(path: string): boolean {
    total -= files.get(path)?.length ?? 0;
    return files.delete(path);
  }

  return {
    failUploads: undefined,
    put(bytes) {
      const path = `/v/t62.7118-24/${randomBytes(12).toString("hex")}.enc`;
      files.set(path, bytes);
      total += bytes.length;
      for (const oldest of files.keys()) {
        if (total <= maxBytes || oldest === path) break;
        remove(oldest);
      }
      return path;
    },
    find: (path) => files.get(path),
    remove,
    get count() {
      return files.size;
    },
    clear() {
      files.clear();
      total = 0;
    },
  };
}
