/** What a step of a transformer block takes, beside Keras. */

import { compareWithKeras } from './beside-keras.ts';
import type { BenchOptions } from './options.ts';

export function compareAttention(options: BenchOptions): Promise<void> {
  const title = 'transformer block 100×128, 4 heads, batches of 64';
  return compareWithKeras(options, { work: 'attention', title });
}
