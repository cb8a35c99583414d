import { NdArray } from '@myelin/core';
import { type Awaitable, after } from '../training/awaitable.ts';
import type { ModelProgram } from './model-program.ts';

/** The outputs for samples, by a program that predicts. */
export function outputsOf(program: ModelProgram, x: NdArray): Awaitable<NdArray> {
  return after(program.run({ x }), () => {
    const y = program.result('y');
    const { shape, dtype } = program.resultType('y');
    return new NdArray(dtype === 'bool' ? Uint8Array.from(y) : y, shape);
  });
}
