/** Sums of pixel times weight over taps, each number for one channel: what depthwise convolutions are made of. */

import { emitAddProduct } from '../contractions/add-product.ts';
import type { FunctionBuilder, Local } from '../wasm/function-builder.ts';
import { eachTap, type WindowLoop, type WindowPlace } from './window-loop.ts';

export interface DepthwiseSums {
  readonly loop: WindowLoop;
  /** Of the first of the channels. */
  readonly place: WindowPlace;
  /** Where the values lie whose offsets are in the place. */
  readonly addresses: { readonly source: number; readonly filter: number; readonly result: number };
  /** {@link channelsAtATime} or fewer. */
  readonly channels: number;
  /** Sums for each channel, side by side. */
  readonly multiplier: number;
  /** Whether sums are added to what the result holds. */
  readonly continues: boolean;
  readonly relaxedMadd: boolean;
}

/** Vectors of sums at a time. */
const VECTORS = 8;

/** So many that their sums do not wait for one another. */
export const channelsAtATime = (multiplier: number): number => (multiplier === 1 ? 16 : 4);

export function emitDepthwiseSums(f: FunctionBuilder, depthwise: DepthwiseSums): void {
  const vectors = Math.ceil((depthwise.channels * depthwise.multiplier) / 4);
  for (let first = 0; first < vectors; first += VECTORS) {
    emitVectors(f, depthwise, first, Math.min(VECTORS, vectors - first));
  }
}

function emitVectors(
  f: FunctionBuilder,
  { loop, place, addresses, channels, multiplier, continues, relaxedMadd }: DepthwiseSums,
  first: number,
  vectors: number,
): void {
  const sums = f.localsOf('v128', vectors);
  for (const [i, sum] of sums.entries()) {
    if (continues) f.get(place.result).load(addresses.result + 16 * (first + i));
    else f.splat(0);
    f.set(sum);
  }
  const pixels = f.local('v128');
  eachTap(f, loop, place, (tap) => {
    const from = addresses.source + tap.sourceOffset;
    if (multiplier > 1) f.get(tap.source).load(from).set(pixels);
    for (const [i, sum] of sums.entries()) {
      const vector = first + i;
      const pixel = (): void => {
        if (multiplier > 1) pushRepeated(f, pixels, multiplier, vector);
        else f.get(tap.source).load(from + 16 * vector);
      };
      const weight = (): void => {
        f.get(tap.filter).load(addresses.filter + tap.filterOffset + 16 * vector);
      };
      emitAddProduct(f, pixel, weight, sum, relaxedMadd);
    }
  });
  for (const [i, sum] of sums.entries()) {
    const left = channels * multiplier - 4 * (first + i);
    f.storeLanes(place.result, sum, Math.min(4, left), addresses.result + 16 * (first + i));
  }
  f.release(pixels, ...sums);
}

/** Leaves on the stack the channels that the lanes of vector number `vector` belong to. */
function pushRepeated(
  f: FunctionBuilder,
  channels: Local,
  multiplier: number,
  vector: number,
): void {
  const channel = (i: number): number => Math.floor((4 * vector + i) / multiplier);
  f.get(channels).get(channels).shuffle(channel(0), channel(1), channel(2), channel(3));
}
