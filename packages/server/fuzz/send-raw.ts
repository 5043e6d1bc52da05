/** Writes bytes to a connection of its own and reads whatever comes back. */
import { connect } from "node:net";
import type { Answer } from "./send-http.ts";

/** Silence after which we end our half: what was cut off gets no answer before. */
const SILENCE_MS = 250;
/** After that the server should have closed as well. */
const CLOSING_MS = 20_000;

export interface RawResult {
  readonly answers: readonly Answer[];
  /** False: the server left the connection open long after we had ended ours. */
  readonly isClosed: boolean;
}

export function sendRaw(url: string, pieces: readonly Buffer[]): Promise<RawResult> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    const socket = connect({ host: hostname, port: Number(port) });
    let silence: NodeJS.Timeout | undefined;
    let isClosed = true;
    const waitForSilence = () => {
      clearTimeout(silence);
      silence = setTimeout(() => socket.end(), SILENCE_MS);
    };
    const patience = setTimeout(() => {
      isClosed = false;
      socket.destroy();
    }, CLOSING_MS);
    socket.setNoDelay(true);
    socket.on("data", (chunk: Buffer) => {
      chunks.push(chunk);
      waitForSilence();
    });
    // A connection reset is an answer as well: the run sees it by what it counts, and by whether the server lives.
    socket.on("error", () => socket.destroy());
    socket.on("close", () => {
      clearTimeout(silence);
      clearTimeout(patience);
      resolve({ answers: readAnswers(Buffer.concat(chunks)), isClosed });
    });
    socket.on("connect", () => {
      for (const piece of pieces) socket.write(piece);
      waitForSilence();
    });
  });
}

/** The answers in what a connection gave, as far as they are whole. */
function readAnswers(bytes: Buffer): Answer[] {
  const answers: Answer[] = [];
  let rest = bytes.toString("latin1");
  for (;;) {
    const head = /^HTTP\/1\.[01] (\d{3})[^\r\n]*\r\n((?:[^\r\n]+\r\n)*)\r\n/.exec(rest);
    if (!head) return answers;
    const headers = head[2] ?? "";
    const status = Number(head[1]);
    rest = rest.slice(head[0].length);
    const body = takeBody(headers, rest);
    rest = rest.slice(body.taken);
    const contentType = /^content-type: *(.*)$/im.exec(headers)?.[1]?.trim() ?? "";
    // 100 Continue only announces the answer.
    if (status >= 200) answers.push({ status, contentType, body: Buffer.from(body.text, "latin1").toString() });
  }
}

function takeBody(headers: string, rest: string): { text: string; taken: number } {
  const length = /^content-length: *(\d+)/im.exec(headers)?.[1];
  if (length !== undefined) {
    // To HEAD comes the length without the body.
    const taken = rest.startsWith("HTTP/1.") ? 0 : Number(length);
    return { text: rest.slice(0, taken), taken };
  }
  if (!/^transfer-encoding: *chunked/im.test(headers)) return { text: "", taken: 0 };
  let text = "";
  let at = 0;
  for (;;) {
    const size = /^([0-9a-f]+)\r\n/i.exec(rest.slice(at, at + 20));
    if (!size) return { text, taken: at };
    const bytes = Number.parseInt(size[1] ?? "0", 16);
    at += size[0].length;
    text += rest.slice(at, at + bytes);
    at += bytes + 2;
    if (bytes === 0) return { text, taken: at };
  }
}
