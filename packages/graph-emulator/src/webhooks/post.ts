import { Pool } from "undici";

type PostResult = { readonly status: number } | { readonly error: string };

/** POSTs over kept-alive connections, one pool per origin. */
export interface Poster {
  post(url: string, body: string, signature: string, legacySignature: string): Promise<PostResult>;
  close(): Promise<void>;
}

interface PosterOptions {
  readonly connections: number;
  readonly timeoutMs: number;
}

export function createPoster({ connections, timeoutMs }: PosterOptions): Poster {
  const pools = new Map<string, Pool>();
  const targets = new Map<string, { pool: Pool; path: string }>();

  function targetOf(url: string): { pool: Pool; path: string } {
    let target = targets.get(url);
    if (target !== undefined) return target;
    const { origin, pathname, search } = new URL(url);
    let pool = pools.get(origin);
    if (pool === undefined) {
      pool = new Pool(origin, {
        connections,
        headersTimeout: timeoutMs,
        bodyTimeout: timeoutMs,
        connect: { timeout: timeoutMs },
      });
      pools.set(origin, pool);
    }
    target = { pool, path: `${pathname}${search}` };
    targets.set(url, target);
    return target;
  }

  return {
    post(url, body, signature, legacySignature) {
      const { pool, path } = targetOf(url);
      return new Promise((resolve) => {
        let status = 0;
        pool.dispatch(
          {
            path,
            method: "POST",
            body,
            headers: {
              "content-type": "application/json",
              "user-agent": "facebookexternalua",
              accept: "*/*",
              "x-hub-signature": legacySignature,
              "x-hub-signature-256": signature,
            },
          },
          {
            onRequestStart() {},
            onResponseStart(_controller, statusCode) {
              status = statusCode;
            },
            onResponseData() {},
            onResponseEnd: () => resolve({ status }),
            onResponseError: (_controller, error) => resolve({ error: error.message || error.name }),
          },
        );
      });
    },
    async close() {
      await Promise.all([...pools.values()].map((pool) => pool.destroy()));
    },
  };
}
