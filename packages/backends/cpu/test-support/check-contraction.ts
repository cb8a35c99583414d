/** Runs a contraction in every way that must give the same: in one part and in several, with and without multiply-add. */

import type { ContractionTask, Operation, Value } from '@myelin/program';
import { contractionEmitter } from '../src/compiler/contractions/contraction-emitter.ts';
import { type Epilogue, epilogueReference } from './random-epilogue.ts';
import { runTask } from './run-task.ts';

export interface ContractionCheck {
  readonly contraction: Operation;
  readonly inputs: ReadonlyMap<Value, readonly number[]>;
  readonly epilogue: Epilogue;
  /** The result in double precision. */
  readonly expected: readonly number[];
  /** Largest difference that is allowed. */
  readonly tolerance: number;
  /** Values that have memory; all if not given. */
  readonly stored?: readonly Value[];
  /** Bytes from whose end scratch memory is handed out, downwards. */
  readonly scratchBytes?: number | undefined;
}

/** What is wrong; undefined if nothing is. */
export function contractionFault(check: ContractionCheck): string | undefined {
  const { contraction, epilogue, expected } = check;
  const task: ContractionTask = {
    kind: 'contraction',
    contraction,
    epilogue: epilogue.operations,
  };
  const inputs = new Map([...check.inputs, ...epilogue.inputs]);
  const [result] = contraction.outputs as [Value];
  const made = [contraction, ...epilogue.operations].flatMap(({ outputs }) => outputs);
  const outputs = check.stored ?? made;
  const reference = epilogueReference(epilogue, result, expected);
  const { scratchBytes } = check;
  const scratch = scratchBytes === undefined ? {} : { scratchBytes };
  const parts = [1, 2, 3].filter((n) => n <= contractionEmitter.maximumParts(task));
  for (const relaxedMadd of [true, false]) {
    const [whole, ...divided] = parts.map((count) =>
      runTask({
        ...{ emitter: contractionEmitter, task, inputs, outputs },
        ...{ parts: count, relaxedMadd, ...scratch },
      }),
    );
    for (const value of outputs) {
      const actual = whole?.get(value) ?? [];
      const wanted = reference.get(value) ?? [];
      const at = wanted.findIndex(
        (x, i) => !(Math.abs(x - (actual[i] ?? Number.NaN)) <= check.tolerance),
      );
      if (at >= 0) {
        return `output ${outputs.indexOf(value)}, element ${at}: ${actual[at]} instead of ${wanted[at]}, multiply-add: ${relaxedMadd}`;
      }
      for (const [i, other] of divided.entries()) {
        const numbers = other.get(value) ?? [];
        const differs = wanted.findIndex((_, j) => !Object.is(numbers[j], actual[j]));
        if (differs >= 0) {
          return `element ${differs} is ${actual[differs]}, but ${numbers[differs]} in ${parts[i + 1]} parts`;
        }
      }
    }
  }
  return undefined;
}
