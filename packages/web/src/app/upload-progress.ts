/** How far a file has been sent. `fetch` does not tell, so a file that somebody watches goes by XMLHttpRequest. */

/** Takes 0 to 1. */
type ProgressListener = (share: number) => void;

const watched = new WeakMap<Blob, ProgressListener>();

/** Hears how far this file is, while it is uploaded. */
export function watchUpload(file: Blob, listener: ProgressListener): void {
  watched.set(file, listener);
}

/** `fetch`, but telling how far a watched file is. For `createChasqui`. */
export const fetchWithProgress: typeof fetch = (input, init) => {
  const body = init?.body;
  const listener = body instanceof Blob ? watched.get(body) : undefined;
  if (!listener || !init || !(body instanceof Blob) || typeof input !== "string") return fetch(input, init);
  return sendWatched(input, init, body, listener);
};

function sendWatched(url: string, init: RequestInit, body: Blob, listener: ProgressListener): Promise<Response> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(init.method ?? "POST", url);
    request.responseType = "blob";
    for (const [name, value] of new Headers(init.headers)) request.setRequestHeader(name, value);
    request.upload.onprogress = ({ loaded, total }) => listener(total === 0 ? 1 : loaded / total);
    request.onload = () => resolve(toResponse(request));
    request.onerror = () => reject(new TypeError("the file could not be sent"));
    request.onabort = () => reject(init.signal?.reason ?? new DOMException("aborted", "AbortError"));
    init.signal?.addEventListener("abort", () => request.abort(), { once: true });
    request.send(body);
  });
}

function toResponse(request: XMLHttpRequest): Response {
  const headers = new Headers();
  for (const line of request.getAllResponseHeaders().trim().split(/\r?\n/)) {
    const [name = "", ...value] = line.split(":");
    if (name !== "") headers.append(name, value.join(":").trim());
  }
  const { status, statusText } = request;
  return new Response(status === 204 ? null : (request.response as Blob), { status, statusText, headers });
}
