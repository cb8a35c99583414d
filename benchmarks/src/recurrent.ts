/** What a step of an LSTM takes, beside Keras. */

import { compareWithKeras } from './beside-keras.ts';
import type { BenchOptions } from './options.ts';

export function compareRecurrent(options: BenchOptions): Promise<void> {
  const title = 'LSTM 100×64 → 128, batches of 64';
  return compareWithKeras(options, { work: 'recurrent', title });
}
