import { type AnyLayer, NdArray } from '@myelin/core';
import { inputShapes } from '../data/inputs.ts';
import type { PerInput } from '../data/per-input.ts';
import { type FedModel, readInputsNow } from '../data/read-inputs.ts';
import { after } from '../training/awaitable.ts';
import { predictEagerly } from '../training/eager-steps.ts';
import type { Execution } from './execution.ts';
import { outputsOf } from './outputs-of.ts';

/** Predictions without waiting: by the program for such a batch if it is ready, else operation by operation. */
export function predictNow(
  model: AnyLayer & FedModel,
  execution: Execution,
  input: PerInput,
): readonly NdArray[] {
  const x = readInputsNow({ where: 'predictOnBatch', name: 'x', model }, input);
  execution.requireCompiler('predictOnBatch');
  if (!model.isBuilt) model.buildFor(inputShapes(x));
  const found = after(execution.programs(x), (programs) => programs?.predict(x));
  if (found instanceof Promise) {
    // It goes on by itself; what fails in it fails below too.
    found.catch(() => {});
  } else if (found) {
    const y = outputsOf(found, x);
    if (!(y instanceof Promise)) return y;
  }
  execution.records.of('predict', { x }).eagerBatches++;
  const outputs = predictEagerly(model, x);
  try {
    return outputs.map((y) => new NdArray(y.dataSync(), y.shape));
  } finally {
    for (const y of outputs) y.dispose();
  }
}
