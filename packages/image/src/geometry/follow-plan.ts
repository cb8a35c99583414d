import type { NdArray } from '@myelin/core';
import { type Pixels, pixelsOf } from '../image/new-pixels.ts';
import type { SamplingPlan } from './sampling-plan.ts';

/**
 * Fills `target` with the pixels of `image`, by a plan.
 *
 * Four neighbors are blended in float32, as OpenCV does since 4.11, or with weights of 1/1024 that are exact, as before.
 *
 * @param outside - What is seen where there is no pixel, for each channel.
 */
export function followPlan(
  plan: SamplingPlan,
  image: NdArray,
  target: NdArray,
  outside: readonly number[],
): void {
  const from = pixelsOf(image);
  const to = pixelsOf(target);
  const { interpolation, arithmetic } = plan.options;
  const fill =
    interpolation === 'nearest' ? copy : arithmetic === 'float' ? blendFloat : blendFixed;
  // What is outside is rounded as what is inside.
  const beyond =
    to instanceof Float32Array ? Float32Array.from(outside) : Uint8ClampedArray.from(outside);
  for (let channel = 0; channel < plan.source.channels; channel++) {
    fill(plan, from, to, channel, beyond[channel] ?? 0);
  }
}

function copy(
  { places, source: { channels } }: SamplingPlan,
  from: Pixels,
  to: Pixels,
  channel: number,
  outside: number,
): void {
  for (let i = 0, at = channel; i < places.length; i++, at += channels) {
    const place = places[i] ?? -1;
    to[at] = place < 0 ? outside : (from[place + channel] ?? 0);
  }
}

function blendFloat(
  { places, shares, source: { channels } }: SamplingPlan,
  from: Pixels,
  to: Pixels,
  channel: number,
  outside: number,
): void {
  const round = Math.fround;
  for (let i = 0, at = channel; i < places.length; i += 4, at += channels) {
    const p0 = places[i] ?? -1;
    const p1 = places[i + 1] ?? -1;
    const p2 = places[i + 2] ?? -1;
    const p3 = places[i + 3] ?? -1;
    const upperLeft = p0 < 0 ? outside : (from[p0 + channel] ?? 0);
    const upperRight = p1 < 0 ? outside : (from[p1 + channel] ?? 0);
    const lowerLeft = p2 < 0 ? outside : (from[p2 + channel] ?? 0);
    const lowerRight = p3 < 0 ? outside : (from[p3 + channel] ?? 0);
    const right = shares[i >> 1] ?? 0;
    const down = shares[(i >> 1) + 1] ?? 0;
    const upper = round(upperLeft + right * round(upperRight - upperLeft));
    const lower = round(lowerLeft + right * round(lowerRight - lowerLeft));
    to[at] = round(upper + down * round(lower - upper));
  }
}

function blendFixed(
  { places, shares, source: { channels } }: SamplingPlan,
  from: Pixels,
  to: Pixels,
  channel: number,
  outside: number,
): void {
  // Halves of bytes go up here, not to even.
  const finish = to instanceof Float32Array ? Math.fround : (sum: number) => Math.floor(sum + 0.5);
  for (let i = 0, at = channel; i < places.length; i += 4, at += channels) {
    const right = shares[i >> 1] ?? 0;
    const down = shares[(i >> 1) + 1] ?? 0;
    let sum = 0;
    for (let k = 0; k < 4; k++) {
      const place = places[i + k] ?? -1;
      const weight = (k & 1 ? right : 1 - right) * (k & 2 ? down : 1 - down);
      sum += weight * (place < 0 ? outside : (from[place + channel] ?? 0));
    }
    to[at] = finish(sum);
  }
}
