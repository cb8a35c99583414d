import type { EventLoopBreather } from '@myelin/core';
import type { Pace } from './pace.ts';
import type { BatchWalk } from './runner.ts';

/** How batches are gone through, epoch after epoch. */
export interface BatchLoop {
  readonly pace: Pace;
  readonly breather: EventLoopBreather;
  /** Whether every batch is wanted on its own. */
  readonly singly: boolean;
  /** Called before a span of batches with the number of its first one. A promise is waited for. */
  before?(first: number): Promise<void> | undefined;
  /**
   * Called after a span with the number of its last batch.
   *
   * @param isDue - Whether somebody must hear of this batch.
   */
  after?(last: number, isDue: boolean): Promise<void> | undefined;
  /** Batches that may pass until somebody must hear of one, perhaps infinite; asked after each time that one did. */
  batchesToNext?(): number;
  /** Asked after each span whether the rest is left out. */
  isOver(): boolean;
}

/**
 * Goes through batches in spans, with pauses for other work between them.
 *
 * @param first - Number of the first batch.
 * @returns The number after that of the last batch.
 */
export async function runBatches(loop: BatchLoop, walk: BatchWalk, first = 0): Promise<number> {
  const { pace, breather, singly } = loop;
  let done = first;
  let due = done + toNext(loop);
  try {
    for (;;) {
      const next = walk.next();
      if (!(next instanceof Promise ? await next : next)) break;
      const heard = loop.before?.(done);
      if (heard) await heard;
      const start = performance.now();
      const advancing = walk.advance(singly ? 1 : Math.min(pace.batches, due - done));
      const count = advancing instanceof Promise ? await advancing : advancing;
      pace.learn(count, performance.now() - start);
      done += count;
      const told = loop.after?.(done - 1, done >= due);
      if (told) await told;
      if (told || done >= due) due = done + toNext(loop);
      if (breather.isDue) await breather.breathe();
      if (loop.isOver()) {
        await walk.close();
        break;
      }
    }
    return done;
  } catch (error) {
    await closeQuietly(walk);
    throw error;
  }
}

/** What the data says about being left does not take the place of the error that led there. */
async function closeQuietly(walk: BatchWalk): Promise<void> {
  try {
    await walk.close();
  } catch {}
}

function toNext(loop: BatchLoop): number {
  return loop.batchesToNext?.() ?? Number.POSITIVE_INFINITY;
}
