/** Maps a filter of 3 by 3 places to points, each of them a matrix in panels. */

import type { TaskContext } from '../../tasks/task-context.ts';
import type { FunctionBuilder } from '../../wasm/function-builder.ts';
import type { Strides } from '../matrix-product-shape.ts';
import { emitPacking, packedBytes } from '../pack-panels.ts';
import type { Panels } from '../split-columns.ts';
import { emitMap } from './linear-map.ts';
import { kernelToPoints } from './maps.ts';
import { PLANES, POINTS } from './tile-grid.ts';

export interface FilterPoints {
  readonly address: number;
  /** Elements at one place of the kernel: channels times filters. */
  readonly elements: number;
  /** How the sums of the products run through them. */
  readonly inner: number;
  readonly strides: Strides;
  readonly panels: readonly Panels[];
}

/** The result is the address of the points: one matrix after the other. */
export function emitFilterPoints(
  f: FunctionBuilder,
  { relaxedMadd, scratch }: Pick<TaskContext, 'relaxedMadd' | 'scratch'>,
  { address, elements, inner, strides, panels }: FilterPoints,
): number {
  const place = 4 * elements;
  const half = scratch(3 * POINTS * place);
  const row = scratch(POINTS * place);
  const matrix = packedBytes(panels, inner);
  const points = scratch(PLANES * matrix);
  const [from, to, packed] = [f.local('i32'), f.local('i32'), f.local('i32')];
  const map = (count: number, fromStep: number, toStep: number): void => {
    f.repeat(count, () => {
      emitMap(
        f,
        kernelToPoints,
        relaxedMadd,
        (i) => f.get(from).load(i * fromStep),
        (outputs) => {
          for (const [i, output] of outputs.entries()) {
            f.get(to)
              .get(output)
              .store(i * toStep);
          }
        },
      );
      f.advance(from, 16).advance(to, 16);
    });
  };
  f.i32(address).set(from).i32(half).set(to);
  map((3 * elements) / 4, 3 * place, 3 * place);
  f.i32(half).set(from).i32(points).set(packed);
  f.repeat(POINTS, () => {
    f.i32(row).set(to);
    map(elements / 4, place, place);
    f.advance(from, 2 * place);
    f.i32(row).set(to);
    f.repeat(POINTS, () => {
      emitPacking(f, { panels, inner, strides, from: to, to: packed });
      f.advance(to, place).advance(packed, matrix);
    });
  });
  f.release(from, to, packed);
  return points;
}
