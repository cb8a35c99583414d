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
  /** Called after a span with the number of its last batch. */
  after?(last: number): Promise<void> | undefined;
  /** Asked after each span whether the rest is left out. */
  isOver(): boolean;
}

/** Goes through batches in spans, with pauses for other work between them. Answers how many there were. */
export async function runBatches(loop: BatchLoop, walk: BatchWalk): Promise<number> {
  const { pace, breather, singly } = loop;
  let done = 0;
  let isWhole = false;
  try {
    for (;;) {
      const next = walk.next();
      if (!(next instanceof Promise ? await next : next)) break;
      const heard = loop.before?.(done);
      if (heard) await heard;
      const start = performance.now();
      const advancing = walk.advance(singly ? 1 : pace.batches);
      const count = advancing instanceof Promise ? await advancing : advancing;
      pace.learn(count, performance.now() - start);
      done += count;
      const told = loop.after?.(done - 1);
      if (told) await told;
      if (breather.isDue) await breather.breathe();
      if (loop.isOver()) return done;
    }
    isWhole = true;
    return done;
  } finally {
    if (!isWhole) await walk.close();
  }
}
