/** What callbacks see of a run of a model. */

import {
  ArgumentError,
  type Direction,
  type Layer,
  type RunParameters,
  type TrainingRun,
  type WeightSnapshot,
} from '@myelin/core';
import type { Compilation } from '../compile/compilation.ts';

export class ModelRun implements TrainingRun {
  readonly parameters: RunParameters;
  readonly #model: Layer;
  readonly #compilation: Compilation | undefined;
  #stopReason: string | undefined;

  constructor(model: Layer, compilation: Compilation | undefined, parameters: RunParameters) {
    this.#model = model;
    this.#compilation = compilation;
    this.parameters = parameters;
  }

  get learningRate(): number {
    return this.#compilation?.optimizer.learningRate ?? 0;
  }

  set learningRate(learningRate: number) {
    if (this.#compilation) this.#compilation.optimizer.learningRate = learningRate;
  }

  stop(reason = 'stopped by a callback'): void {
    this.#stopReason ??= reason;
  }

  get stopReason(): string | undefined {
    return this.#stopReason;
  }

  directionOf(logName: string): Direction {
    const name = logName.replace(/^val_/, '');
    if (name === 'loss') return 'down';
    return this.#compilation?.scoring?.metrics.find(name)?.direction;
  }

  snapshot(): WeightSnapshot {
    return {
      values: this.#model.weights.map((weight) => Float32Array.from(weight.read())),
    };
  }

  restore({ values }: WeightSnapshot): void {
    const { weights } = this.#model;
    if (values.length !== weights.length) {
      throw new ArgumentError({
        where: 'restore',
        problem: `the snapshot holds ${values.length} weights, the model has ${weights.length}`,
        fix: 'restore a snapshot of the same model',
      });
    }
    for (const [i, weight] of weights.entries()) weight.write(values[i] ?? new Float32Array());
  }
}
