import type { Direction, RunParameters, TrainingRun, WeightSnapshot } from '@myelin/core';

/** A training without a model: one number stands for all weights. */
export class FakeRun implements TrainingRun {
  readonly parameters: RunParameters;
  learningRate = 0.1;
  stopReason: string | undefined;
  weight = 0;
  /** By name, without `val_`. */
  readonly directions: Readonly<Record<string, Direction>>;

  constructor(epochs = 10, directions: Readonly<Record<string, Direction>> = {}) {
    this.parameters = { epochs, steps: 1, verbose: 0 };
    this.directions = { loss: 'down', ...directions };
  }

  stop(reason = 'no reason'): void {
    this.stopReason ??= reason;
  }

  directionOf(logName: string): Direction {
    return this.directions[logName.replace(/^val_/, '')];
  }

  snapshot(): WeightSnapshot {
    return { values: [Float32Array.of(this.weight)] };
  }

  restore({ values }: WeightSnapshot): void {
    this.weight = values[0]?.[0] ?? Number.NaN;
  }
}
