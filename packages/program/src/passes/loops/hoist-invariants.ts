import { shapeSize } from '@myelin/core';
import type { Operation, Program, Value } from '../../ir/program.ts';
import { BodyInputs, isScan, scanOperation, scanParts } from '../../ir/scan-operation.ts';
import { isConstant } from '../rewriting/constants.ts';
import { rewriteProgram } from '../rewriting/rewrite-program.ts';

/**
 * What a step computes from constants only is computed once, before the loop: transposed weights, for example.
 *
 * Broadcasting is left in the step: to load what it makes takes longer than to do it.
 */
export function hoistInvariants(program: Program): Program {
  return rewriteProgram(program, (operation, make) => {
    if (!isScan(operation)) return undefined;
    const parts = scanParts(operation);
    const outer = new Map(parts.constants.map((one) => [one.inner, one.outer]));
    const isKnown = (value: Value): boolean => isConstant(value) || outer.has(value);
    const stays: Operation[] = [];
    const hoisted: Value[] = [];
    for (const inner of parts.operations) {
      if (!isWorthwhile(inner) || !inner.inputs.every(isKnown)) {
        stays.push(inner);
        continue;
      }
      const outputs = inner.outputs.map(
        ({ shape, dtype }): Value => ({
          shape,
          dtype,
          origin: { kind: 'result' },
        }),
      );
      make.keep({
        ...inner,
        inputs: inner.inputs.map((input) => outer.get(input) ?? input),
        outputs,
      });
      for (const [i, output] of inner.outputs.entries()) {
        outer.set(output, outputs[i] as Value);
        hoisted.push(output);
      }
    }
    if (hoisted.length === 0) return undefined;
    const names = new BodyInputs(operation.body?.inputs);
    const constants = hoisted.map((value) => ({
      value,
      outer: outer.get(value) as Value,
      inner: names.add('constant', value),
    }));
    const now = new Map(constants.map(({ value, inner }) => [value, inner]));
    const substituted = (value: Value): Value => now.get(value) ?? value;
    return make.replace(
      operation,
      scanOperation({
        ...parts,
        carried: parts.carried.map((one) => ({ ...one, after: substituted(one.after) })),
        constants: [...parts.constants, ...constants],
        stacked: parts.stacked.map((one) => ({ ...one, inner: substituted(one.inner) })),
        operations: stays.map((one) => ({ ...one, inputs: one.inputs.map(substituted) })),
      }),
    );
  });
}

/** Whether the results are no larger than what they are made of. Random numbers cost more than to load them. */
function isWorthwhile({ kernel, inputs, outputs }: Operation): boolean {
  if (kernel === 'Philox') return true;
  const size = (values: readonly Value[]): number =>
    values.reduce((total, { shape }) => total + shapeSize(shape), 0);
  return size(outputs) <= size(inputs);
}
