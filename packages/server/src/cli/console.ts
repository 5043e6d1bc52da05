/** Where a command writes: results to `print`, so that scripts can use them, and everything said to a person to `tell`. */
export interface Console {
  print(line: string): void;
  tell(line: string): void;
  /** Present where a person looks at what is printed: how many characters fit into a line. */
  readonly columns?: () => number;
}

export const processConsole: Console = {
  print: (line) => void process.stdout.write(`${line}\n`),
  tell: (line) => void process.stderr.write(`${line}\n`),
  ...(process.stdout.isTTY ? { columns: () => process.stdout.columns } : {}),
};
