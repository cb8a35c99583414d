import type { Point } from '@myelin/example-terminal';
import type { ReadProgress } from 'myelin';

const megabyte = 1e6;

/** Shows how far a file is read, and remembers how much memory the process had by then. */
export class MemoryWatch {
  /** Megabytes of memory by megabytes read, over all passes. */
  readonly #points: Point[] = [];
  #before = 0;
  #bytes = 0;
  #began = performance.now();
  #shownAt = 0;

  /** For `onProgress` of what reads the file. */
  readonly look = ({ bytes, totalBytes = bytes }: ReadProgress): void => {
    // A pass begins anew.
    if (bytes < this.#bytes) this.#before += this.#bytes;
    this.#bytes = bytes;
    this.#points.push([(this.#before + bytes) / megabyte, residentMegabytes()]);
    const now = performance.now();
    if (!process.stdout.isTTY || now - this.#shownAt < 100) return;
    this.#shownAt = now;
    const done = Math.round((20 * bytes) / totalBytes);
    const bar = `${'━'.repeat(done)}${' '.repeat(20 - done)}`;
    process.stdout.write(`\r${bar} ${this.#speed()}`);
  };

  /** A line about the pass that has ended. */
  pass(title: string, outcome = ''): void {
    const start = process.stdout.isTTY ? '\r' : '';
    console.log(`${start}${title.padEnd(20)} ${this.#speed()}${outcome}`);
    this.#began = performance.now();
  }

  /** So many points, in whole megabytes, evenly from beginning to end. */
  curve(count: number): Point[] {
    const all = this.#points;
    return Array.from({ length: count }, (_, i): Point => {
      const [read = 0, memory = 0] = all[Math.floor((i * (all.length - 1)) / (count - 1))] ?? [];
      return [Math.round(read), Math.round(memory)];
    });
  }

  /** Most memory in a part of the run, as fractions of it. */
  most(from: number, to: number): number {
    const part = this.#points.slice(
      Math.floor(from * this.#points.length),
      Math.ceil(to * this.#points.length),
    );
    return part.reduce((most, [, memory]) => Math.max(most, memory), 0);
  }

  #speed(): string {
    const seconds = (performance.now() - this.#began) / 1000;
    const megabytes = this.#bytes / megabyte;
    const figures = [
      `${megabytes.toFixed(0)} MB in ${seconds.toFixed(1)} s`,
      `${(megabytes / seconds).toFixed(0)} MB/s`,
      `memory ${residentMegabytes().toFixed(0)} MB`,
    ];
    return figures.map((figure) => figure.padEnd(17)).join('');
  }
}

function residentMegabytes(): number {
  return process.memoryUsage.rss() / megabyte;
}
