import { preservingSeeds } from '@myelin/core';
import type { Program } from '../ir/program.ts';
import type { ForeignConstants } from './capture-backend.ts';
import { captureOnce } from './capture-once.ts';
import type { CaptureOptions } from './capture-options.ts';
import { requireSameCaptures } from './compare-captures.ts';

/**
 * The program of a computation: the kernels that it calls, in order, found by running it on tensors without numbers.
 *
 * Nothing is computed, and neither the backend in use nor memory nor seeds are changed. The computation is run twice:
 * what differs, such as a mask drawn with `Math.random`, did not come from the inputs. Tensors from outside that are not
 * declared as inputs, and arrays made inside, become constants.
 *
 * @throws {@link CaptureError} the computation reads values, makes random numbers in JavaScript, keeps tensors, or uses
 * a kernel that programs do not know; and what the computation throws.
 * @example
 * const program = captureProgram({
 *   name: 'predict',
 *   inputs: [{ name: 'x', role: 'batch', shape: [32, 4], dtype: 'float32' }],
 *   compute: ({ x }) => [{ role: 'result', name: 'y', tensor: x.square() }],
 * });
 */
export function captureProgram(options: CaptureOptions): Program {
  // Seeds go on from one run to the other, so that one drawn inside the step differs and is found.
  return preservingSeeds(() => {
    const foreign: ForeignConstants = new Map();
    const program = captureOnce(options, foreign);
    requireSameCaptures(program, captureOnce(options, foreign));
    return program;
  });
}
