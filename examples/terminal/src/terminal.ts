/** What the place that text is written to can show. */
export interface Terminal {
  /** Characters in a line. */
  readonly columns: number;
  /** Whether it understands the 256 colors. */
  readonly colors: boolean;
}

/** Standard output as it is now. A file or a pipe has no colors; `NO_COLOR` is respected. */
export function terminal(): Terminal {
  const { stdout } = process;
  return {
    columns: stdout.columns ?? 80,
    colors: stdout.isTTY === true && stdout.hasColors(256),
  };
}
