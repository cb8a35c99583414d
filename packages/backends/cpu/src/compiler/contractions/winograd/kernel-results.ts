/** Maps sums at points to a filter of 3 by 3 places. */

import type { TaskContext } from '../../tasks/task-context.ts';
import type { FunctionBuilder, Local } from '../../wasm/function-builder.ts';
import type { Stretch } from '../product-part.ts';
import type { ResultWriter } from '../result-writer.ts';
import { emitMap } from './linear-map.ts';
import { pointsToKernel } from './maps.ts';
import { POINTS } from './tile-grid.ts';

export interface KernelResults {
  /** Address of a matrix of the wanted channels and filters for each point. */
  readonly sums: number;
  readonly channels: number;
  readonly filters: number;
  /** Channels and filters that are wanted. */
  readonly rows: Stretch;
  readonly columns: Stretch;
}

export function emitKernelResults(
  f: FunctionBuilder,
  { relaxedMadd, scratch }: Pick<TaskContext, 'relaxedMadd' | 'scratch'>,
  { sums, channels, filters, rows, columns }: KernelResults,
  writer: ResultWriter,
): void {
  const row = 4 * (columns.end - columns.begin);
  const plane = row * (rows.end - rows.begin);
  const places = pointsToKernel.outputs;
  const half = scratch(places * POINTS * row);
  const place = 4 * channels * filters;
  const [sum, from, to, offset, column, result] = f.localsOf('i32', 6) as [
    Local,
    Local,
    Local,
    Local,
    Local,
    Local,
  ];
  f.i32(sums).set(sum);
  f.i32(4 * (rows.begin * filters + columns.begin)).set(result);
  f.repeat(rows.end - rows.begin, () => {
    f.get(sum).set(from).i32(half).set(to);
    f.repeat(POINTS, () => {
      f.repeat(row / 16, () => {
        emitMap(
          f,
          pointsToKernel,
          relaxedMadd,
          (i) => f.get(from).load(i * POINTS * plane),
          (outputs) => {
            for (const [i, output] of outputs.entries()) {
              f.get(to)
                .get(output)
                .store(i * POINTS * row);
            }
          },
        );
        f.advance(from, 16).advance(to, 16);
      });
      f.advance(from, plane - row);
    });
    f.i32(half).set(from).get(result).set(offset);
    f.repeat(places, () => {
      f.i32(4 * columns.begin).set(column);
      f.repeat(row / 16, () => {
        emitMap(
          f,
          pointsToKernel,
          relaxedMadd,
          (i) => f.get(from).load(i * row),
          (outputs) =>
            writer.write(
              outputs.map((output) => [output]),
              { offset, column, rowStride: place, columns: 4 },
            ),
        );
        f.advance(from, 16).advance(offset, 16).advance(column, 16);
      });
      f.advance(from, (POINTS - 1) * row).advance(offset, places * place - row);
    });
    f.advance(sum, row).advance(result, 4 * filters);
  });
  f.release(sum, from, to, offset, column, result);
}
