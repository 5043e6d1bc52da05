/** Changes to a body as bytes, below what JSON can say. */
import fc from "fast-check";

type Change = (body: Buffer) => Buffer;

const truncate = fc.nat(4_000).map(
  (length): Change =>
    (body) =>
      body.subarray(0, length % (body.length + 1)),
);
const overwrite = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 4 }).map(
  (bytes): Change =>
    (body) => {
      const copy = Buffer.from(body);
      for (const [at, byte] of bytes) if (copy.length > 0) copy[at % copy.length] = byte;
      return copy;
    },
);
const append = fc.constantFrom("}", "]", "\0", "{}", "\n\n", "//", "\u2028", "x".repeat(2_000)).map(
  (tail): Change =>
    (body) =>
      Buffer.concat([body, Buffer.from(tail)]),
);
const prepend = fc.constantFrom([0xef, 0xbb, 0xbf], [0xff, 0xfe], [0x1f, 0x8b, 0x08], [0x20, 0x0a]).map(
  (head): Change =>
    (body) =>
      Buffer.concat([Buffer.from(head), body]),
);
const reencode = fc.constantFrom<BufferEncoding>("utf16le", "latin1", "base64").map(
  (encoding): Change =>
    (body) =>
      encoding === "base64" ? Buffer.from(body.toString(encoding)) : Buffer.from(body.toString(), encoding),
);
/** The same member twice: which of the two counts differs between parsers. */
const repeatFirstMember = fc.constant<Change>((body) => {
  const text = body.toString();
  const member = /^\{("[^"]*":[^,{}[\]]*)/.exec(text)?.[1];
  return member === undefined ? body : Buffer.from(`{${member},${text.slice(1)}`);
});

const change = fc.oneof(truncate, overwrite, append, prepend, reencode, repeatFirstMember);

/** Mostly as it is; `percent` of them changed. */
export function sometimesChanged(body: fc.Arbitrary<Buffer>, percent = 10): fc.Arbitrary<Buffer> {
  return fc.oneof(
    { weight: 100 - percent, arbitrary: body },
    { weight: percent, arbitrary: fc.tuple(body, change).map(([bytes, apply]) => apply(bytes)) },
  );
}
