import type { Program, Value } from '../../ir/program.ts';
import { isScan, scanParts } from '../../ir/scan-operation.ts';
import { filled } from '../rewriting/constants.ts';
import { rewriteProgram } from '../rewriting/rewrite-program.ts';

/** A loop of one step is the step. */
export function inlineSingleSteps(program: Program): Program {
  return rewriteProgram(program, (operation, make) => {
    if (!isScan(operation)) return undefined;
    const parts = scanParts(operation);
    if (parts.length !== 1) return undefined;
    const now = new Map<Value, Value>([[parts.index, filled(0, [], 'int32')]]);
    for (const { before, initial } of parts.carried) now.set(before, initial);
    for (const { inner, outer } of parts.constants) now.set(inner, outer);
    for (const { inner, outer } of parts.sequences) {
      now.set(inner, make.reshape(outer, inner.shape));
    }
    const outside = (value: Value): Value => now.get(value) ?? value;
    for (const inner of parts.operations) {
      make.keep({ ...inner, inputs: inner.inputs.map(outside) });
    }
    return [
      ...parts.carried.map(({ after }) => outside(after)),
      ...parts.stacked.map(({ inner, outer }) => make.reshape(outside(inner), outer.shape)),
    ];
  });
}
