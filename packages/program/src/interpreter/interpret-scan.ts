import * as tf from '@tensorflow/tfjs-core';
import type { Operation, Program, Value } from '../ir/program.ts';
import { bodyOf, scanParts } from '../ir/scan-operation.ts';

/** Results of a program for its inputs, both in order. */
export type RunProgram = (program: Program, inputs: ReadonlyMap<Value, tf.Tensor>) => tf.Tensor[];

/** Results of a loop: the program of the step, again and again. */
export function interpretScan(
  operation: Operation,
  inputs: readonly tf.Tensor[],
  run: RunProgram,
): tf.Tensor[] {
  const { carried, sequences, constants, index, length, reverse } = scanParts(operation);
  const body = bodyOf(operation);
  const first = carried.length;
  const slices = sequences.map((_, k) => tf.unstack(inputs[first + k] as tf.Tensor));
  const fixed = constants.map(
    ({ inner }, k) => [inner, inputs[first + sequences.length + k] as tf.Tensor] as const,
  );
  const outputs: tf.Tensor[][] = [];
  let carry = inputs.slice(0, first);
  for (let i = 0; i < length; i++) {
    const t = reverse ? length - 1 - i : i;
    const made = tf.tidy(() =>
      run(
        body,
        new Map([
          ...carried.map(({ before }, k) => [before, carry[k] as tf.Tensor] as const),
          ...sequences.map(({ inner }, k) => [inner, slices[k]?.[t] as tf.Tensor] as const),
          ...fixed,
          [index, tf.scalar(t, 'int32')],
        ]),
      ),
    );
    carry = made.slice(0, first);
    for (const [k, output] of made.slice(first).entries()) {
      outputs[k] ??= [];
      outputs[k][t] = output;
    }
  }
  return [...carry, ...outputs.map((all) => tf.stack(all))];
}
