import type { Logs } from '@myelin/core';
import type { Runner } from './runner.ts';

/** Runs the first batch of a source, and answers with its loss and metrics. */
export async function runOnce(runner: Runner): Promise<Logs> {
  const walk = runner.batches(0);
  try {
    await walk.next();
    await walk.advance(1);
    return await runner.read();
  } finally {
    await walk.close();
    runner.dispose();
  }
}
