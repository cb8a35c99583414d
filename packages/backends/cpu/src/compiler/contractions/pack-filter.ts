/** Brings the filter of a convolution into the order in which sums run: panel after panel, tap after tap. */

import type { FunctionBuilder } from '../wasm/function-builder.ts';
import type { TapAxis } from '../windows/tap-axis.ts';
import { emitPacking } from './pack-panels.ts';
import type { Panels } from './split-columns.ts';

export interface FilterLayout {
  /** Whether panels are of filters and sums over channels; else the other way round. */
  readonly isForward: boolean;
  readonly channels: number;
  readonly filters: number;
  /** Width of the kernel. */
  readonly width: number;
}

export interface PackedFilter extends FilterLayout {
  readonly vertical: TapAxis;
  readonly horizontal: TapAxis;
  readonly panels: readonly Panels[];
  readonly from: number;
  readonly to: number;
}

export function emitPackedFilter(f: FunctionBuilder, packed: PackedFilter): void {
  const { isForward, channels, filters, width, vertical, horizontal, panels, from, to } = packed;
  const inner = isForward ? channels : filters;
  const taps = vertical.taps * horizontal.taps;
  if (taps === 0) return;
  if (isForward) {
    // All taps in the order of the kernel: one matrix.
    const strides = { outer: 4, inner: 4 * filters };
    emitPacking(f, { panels, inner: taps * inner, strides, from, to });
    return;
  }
  const place = 4 * channels * filters;
  const [row, source, target] = [f.local('i32'), f.local('i32'), f.local('i32')];
  const strides = { outer: 4 * filters, inner: 4 };
  f.i32(from + place * (vertical.kernelFirst * width + horizontal.kernelFirst)).set(row);
  f.i32(0).set(target);
  f.repeat(vertical.taps, () => {
    f.get(row).set(source);
    f.repeat(horizontal.taps, () => {
      let start = to;
      let column = 0;
      for (const group of panels) {
        const step = 16 * group.vectors * inner;
        const begin = start;
        const offset = column;
        emitPacking(f, {
          panels: [group],
          inner,
          strides,
          from: () => f.get(source).i32(offset).op('i32.add'),
          // Panels of other taps lie between those of this one.
          to: () =>
            f
              .get(target)
              .i32(4 * group.vectors)
              .op('i32.mul')
              .i32(begin)
              .op('i32.add'),
          panelBytes: step * taps,
        });
        start += step * taps * group.times;
        column += strides.outer * group.columns * group.times;
      }
      f.advance(source, place * horizontal.kernelStep).advance(target, 4 * inner);
    });
    f.advance(row, place * width * vertical.kernelStep);
  });
  f.release(row, source, target);
}
