/** The loops of the sum that makes one result of a correlation. */

import type { Local } from '../wasm/function-builder.ts';
import { hasEmptyResults, isWhole } from '../windows/tap-axis.ts';
import type { Correlation } from './correlation-rows.ts';

import type { Panels } from './split-columns.ts';
import type { SumLoop } from './sum-loops.ts';

/**
 * The sum of a result over taps and channels. `tapsY`: how many rows of taps are valid. `tapsX`, if not all taps of a row are valid: how many are, times the channels where
 * taps lie side by side.
 */
export function correlationLoops(
  { vertical, horizontal, source }: Correlation,
  { vectors }: Panels,
  tapsY: Local,
  tapsX: Local | undefined,
): SumLoop[] {
  const { channels, width } = source;
  const row = 16 * vectors;
  const down: SumLoop = {
    times: !isWhole(vertical)
      ? { local: tapsY, mayBeZero: hasEmptyResults(vertical), multipleOf: 1 }
      : vertical.taps,
    a: 4 * vertical.tapStep * width * channels,
    b: row * channels * horizontal.taps,
  };
  const mayBeZero = hasEmptyResults(horizontal);
  if (horizontal.tapStep > 1) {
    const times = tapsX ? { local: tapsX, mayBeZero, multipleOf: 1 } : horizontal.taps;
    const along = { times, a: 4 * horizontal.tapStep * channels, b: row * channels };
    return [down, along, { times: channels, a: 4, b: row }];
  }
  // Pixels and their channels follow one another.
  if (!tapsX) return [down, { times: horizontal.taps * channels, a: 4, b: row }];
  const times = { local: tapsX, mayBeZero, multipleOf: channels % 4 === 0 ? 4 : 1 };
  return [down, { times, a: 4, b: row }];
}
