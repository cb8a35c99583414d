/** The smallest training step with everything that programs have: states, a batch, parameters, the number of the step. */

import { add, matMul, mul, randomUniform, sub, sum, type Tensor, transpose } from '@myelin/core';
import { captureProgram, optimize, type Program } from '@myelin/program';

export interface LinearStepOptions {
  readonly rows: number;
  readonly features: number;
  readonly units: number;
  /** Whether noise from the seed and the number of the step is added to the predictions. */
  readonly noise?: boolean;
}

/** One step of gradient descent on squared errors: `w ← w - η · xᵀ(x·w - y)`, and the sum of the losses so far. */
export function linearStep({ rows, features, units, noise = false }: LinearStepOptions): Program {
  const scalar = { shape: [], dtype: 'float32' } as const;
  return optimize(
    captureProgram({
      name: 'train',
      inputs: [
        { role: 'state', name: 'w', shape: [features, units], dtype: 'float32' },
        { role: 'state', name: 'total', ...scalar },
        { role: 'batch', name: 'x', shape: [rows, features], dtype: 'float32' },
        { role: 'batch', name: 'y', shape: [rows, units], dtype: 'float32' },
        { role: 'parameter', name: 'rate', ...scalar },
        { role: 'parameter', name: 'seed', shape: [], dtype: 'int32' },
        { role: 'step', name: 'step', shape: [], dtype: 'int32' },
      ],
      compute: (given) => {
        const of = (name: string): Tensor => given[name] as Tensor;
        const product = matMul(of('x'), of('w'));
        const key = { seed: of('seed'), step: of('step'), stream: 3 };
        const prediction = noise ? add(product, randomUniform([rows, units], key)) : product;
        const error = sub(prediction, of('y'));
        const gradient = matMul(transpose(of('x')), error);
        return [
          { role: 'state', name: 'w', tensor: sub(of('w'), mul(of('rate'), gradient)) },
          { role: 'state', name: 'total', tensor: add(of('total'), sum(mul(error, error))) },
          { role: 'result', name: 'prediction', tensor: prediction },
        ];
      },
    }),
  );
}
