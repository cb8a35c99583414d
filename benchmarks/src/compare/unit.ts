/** How the time of a step of a workload is shown. */
export interface Unit {
  readonly label: string;
  /** From milliseconds a step. */
  from(milliseconds: number): number;
}

/** Milliseconds a training step, microseconds to answer one row, or rows a second. */
export function unitOf(work: string): Unit {
  const [, rows] = /^predict_(one|\d+)$/.exec(work) ?? [];
  if (rows === undefined) return { label: 'ms a step', from: (milliseconds) => milliseconds };
  if (rows === 'one') return { label: 'µs a call', from: (milliseconds) => 1000 * milliseconds };
  return { label: 'rows/s', from: (milliseconds) => (1000 * Number(rows)) / milliseconds };
}
