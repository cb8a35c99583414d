import { shapeSize } from '@myelin/core';
import type { TaskContext } from '../tasks/task-context.ts';
import type { FunctionBuilder } from '../wasm/function-builder.ts';
import { type Chunks, chunkStride } from './chunked-reductions.ts';
import { keptShape } from './iteration-space.ts';
import { reductionKind } from './reduction-kind.ts';

/** Vectors that are written out. */
const FEW = 4;

/** Combines the results of all chunks, the first chunk first. */
export function combineChunks(f: FunctionBuilder, chunks: Chunks, context: TaskContext): void {
  const { targets, count, bytes } = chunks;
  const scratch = context.sharedScratch(bytes);
  const at = f.local('i32');
  const total = f.local('v128');
  const next = f.local('v128');
  for (const { operation, chunks: offset } of targets) {
    const [output] = operation.outputs;
    const kind = reductionKind(operation);
    if (offset === undefined || !output || !kind) continue;
    const size = shapeSize(keptShape(operation));
    const [from, to] = [scratch + offset, context.address(output)];
    const combineAt = (element: number): void => {
      for (let chunk = 0; chunk < count; chunk++) {
        f.get(at).load(from + 4 * (element + chunk * chunkStride(size)));
        if (chunk === 0) {
          f.set(total);
          continue;
        }
        f.set(next);
        kind.combine(f, total, next);
        f.set(total);
      }
      f.storeLanes(at, total, Math.min(4, size - element), to + 4 * element);
    };
    const looped = size >= 4 * FEW ? size - (size % 4) : 0;
    if (looped > 0) f.count(at, 0, 4 * looped, 16, () => combineAt(0));
    f.i32(0).set(at);
    for (let element = looped; element < size; element += 4) combineAt(element);
  }
  f.release(at, total, next);
}
