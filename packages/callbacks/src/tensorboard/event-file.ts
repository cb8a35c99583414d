import { ArgumentError } from '@myelin/core';
import type { Node } from '../node.ts';
import type { Event, EventTensor } from './event.ts';
import { encodeEvent } from './event.ts';
import { histogram } from './histogram.ts';
import { frameRecord } from './record.ts';

/** Time that events wait in memory, at most, while others are added. */
const patienceMs = 2000;

/** Event files that this process has named: TensorBoard wants no name twice. */
let named = 0;

/**
 * A file of events in a folder that TensorBoard watches. It is made with the first event.
 *
 * Records are only appended, and whole: a process that is killed leaves a file that can be read.
 */
export class EventFile {
  readonly #node: Node;
  readonly #folder: string;
  /** Its name. */
  #file: string | undefined;
  #waiting: Uint8Array[] = [];
  #waitingSince = 0;

  constructor(node: Node, folder: string) {
    this.#node = node;
    this.#folder = folder;
  }

  /** Adds a number to the curve `tag`, at `step`. */
  scalar(tag: string, value: number, step: number): void {
    this.#add(tag, { shape: [], data: Float32Array.of(value) }, step, 'scalars');
  }

  /** Adds the distribution of values to the histograms of `tag`, at `step`. */
  histogram(tag: string, values: ArrayLike<number>, step: number): void {
    this.#add(tag, histogram(values), step, 'histograms');
  }

  /** Writes what waits in memory. */
  flush(): void {
    if (this.#waiting.length === 0) return;
    const bytes = concatenate(this.#waiting);
    this.#waiting = [];
    try {
      this.#file ??= this.#create();
      // Opened anew each time: a run that fails leaves no open file, a folder that is gone is noticed.
      const { fs, path } = this.#node;
      fs.appendFileSync(path.join(this.#folder, this.#file), bytes);
    } catch (cause) {
      throw new ArgumentError({
        where: 'TensorBoard',
        problem: `no file can be written in \`logDir\`, received ${this.#folder} (${(cause as Error).message})`,
        fix: 'pass a folder that can be written to, and leave it there while training runs',
        cause,
      });
    }
  }

  /** Writes what waits in memory. The next event begins another file. */
  close(): void {
    try {
      this.flush();
    } finally {
      this.#file = undefined;
    }
  }

  #add(tag: string, value: EventTensor, step: number, plugin: 'scalars' | 'histograms'): void {
    const now = Date.now();
    const wallTime = now / 1000;
    if (this.#waiting.length === 0) {
      this.#waitingSince = now;
      if (this.#file === undefined) this.#waiting.push(frameRecord(encodeEvent(header(wallTime))));
    }
    this.#waiting.push(frameRecord(encodeEvent({ wallTime, step, tag, value, plugin })));
    if (now - this.#waitingSince >= patienceMs) this.flush();
  }

  /** Makes a file with a name as TensorFlow gives it: time, machine, process, number. */
  #create(): string {
    const { fs, os, path, processId } = this.#node;
    const seconds = Math.floor(Date.now() / 1000);
    makeFolder(this.#node, path.resolve(this.#folder));
    for (;;) {
      const name = `events.out.tfevents.${seconds}.${os.hostname()}.${processId}.${named++}.v2`;
      if (isMade(fs, path.join(this.#folder, name))) return name;
    }
  }
}

/** The first event of a file. */
const header = (wallTime: number): Event => ({
  wallTime,
  fileVersion: 'brain.Event:2',
  writer: 'myelin',
});

/** Not `recursive`: Node tries without end where the file system takes no new folders, as in /proc. */
function makeFolder(node: Node, folder: string): void {
  const { fs, path } = node;
  if (fs.existsSync(folder)) return;
  const above = path.dirname(folder);
  if (above !== folder) makeFolder(node, above);
  try {
    fs.mkdirSync(folder);
  } catch (error) {
    if ((error as { code?: unknown }).code !== 'EEXIST') throw error;
  }
}

/** Makes an empty file; false if it is there already: threads of one process count on their own. */
function isMade(fs: Node['fs'], path: string): boolean {
  try {
    fs.writeFileSync(path, '', { flag: 'ax' });
    return true;
  } catch (error) {
    if ((error as { code?: unknown }).code === 'EEXIST') return false;
    throw error;
  }
}

function concatenate(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}
