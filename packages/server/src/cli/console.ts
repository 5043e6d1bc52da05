/** Where a command writes: results to `print`, so that scripts can use them, and everything said to a person to `tell`. */
export interface Console {
  print(line: string): void;
  tell(line: string): void;
}

export const processConsole: Console = {
  print: (line) => void process.stdout.write(`${line}\n`),
  tell: (line) => void process.stderr.write(`${line}\n`),
};
