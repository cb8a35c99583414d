import type { DownloadProgress } from './download-options.ts';
import { findNode } from './node.ts';

/** A line in the terminal that shows a download. */
export interface ProgressLine {
  show(progress: DownloadProgress): void;
  /** Wipes the line. */
  clear(): void;
}

/** Milliseconds between two paintings of the line. */
const PAUSE = 100;

/** The progress line of this program, or nothing where there is no terminal. */
export function progressLine(): ProgressLine | undefined {
  const stderr = findNode()?.stderr;
  if (!stderr?.isTTY) return undefined;
  let painted = 0;
  return {
    show({ file, receivedBytes, totalBytes }): void {
      const now = Date.now();
      if (now - painted < PAUSE) return;
      painted = now;
      const percent = Math.floor((100 * receivedBytes) / totalBytes);
      stderr.write(`\r${file}  ${percent}% of ${(totalBytes / 1e6).toFixed(1)} MB\x1b[K`);
    },
    clear(): void {
      if (painted > 0) stderr.write('\r\x1b[K');
    },
  };
}
