import { NdArray } from '@myelin/core';
import { columnsOf, outputColumn } from '../data/columns.ts';
import type { Inputs } from '../data/inputs.ts';
import { type Awaitable, after } from '../training/awaitable.ts';
import type { ModelProgram } from './model-program.ts';

/** The outputs for samples, by a program that predicts. */
export function outputsOf(program: ModelProgram, x: Inputs): Awaitable<readonly NdArray[]> {
  return after(program.run(columnsOf({ x })), () =>
    outputNames(program).map((name) => {
      const y = program.result(name);
      const { shape, dtype } = program.resultType(name);
      return new NdArray(dtype === 'bool' ? Uint8Array.from(y) : y, shape);
    }),
  );
}

/** What a program that predicts calls its results, in the order of the outputs. */
function outputNames(program: ModelProgram): string[] {
  return Array.from({ length: program.resultCount }, (_, i) => outputColumn(i));
}
