/** Where progress and messages are written: a terminal, a log file, the console of a browser. */
export interface TextOutput {
  /** Writes text as it is; lines end with `\n`. */
  write(text: string): void;
  /** Whether `\r` returns to the start of the line and color codes are understood. */
  readonly isTerminal: boolean;
  /** Width of a line, in characters. */
  readonly columns: number;
}

/** The part of Node's `process.stdout` that we use. */
interface StandardStream {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
}

const usualColumns = 80;

/** The process's standard output where there is one (Node, Deno, Bun), the console elsewhere. */
export function standardOutput(): TextOutput {
  const { process } = globalThis as { readonly process?: { readonly stdout?: StandardStream } };
  const stream = process?.stdout;
  return typeof stream?.write === 'function' ? streamOutput(stream) : consoleOutput();
}

function streamOutput(stream: StandardStream): TextOutput {
  return {
    write: (text) => void stream.write(text),
    // Asked anew each time: a terminal can be resized.
    get isTerminal() {
      return stream.isTTY === true;
    },
    get columns() {
      return stream.columns || usualColumns;
    },
  };
}

/** The console prints whole lines only, so the beginning of a line waits here for its end. */
function consoleOutput(): TextOutput {
  let begun = '';
  return {
    write(text) {
      const lines = (begun + text).split('\n');
      begun = lines.pop() ?? '';
      for (const line of lines) console.log(line);
    },
    isTerminal: false,
    columns: usualColumns,
  };
}
