import {
  type Direction,
  type Layer,
  type LayerTrace,
  NdArray,
  type RunParameters,
  type SavedState,
  type Shape,
  type Tensor,
  type TrainingRun,
  WeightlessLayer,
  type WeightSnapshot,
} from '@myelin/core';

/** A layer that does nothing, as the model of a training without one. */
class NoModel extends WeightlessLayer {
  readonly className = 'NoModel';

  constructor() {
    super('NoModel', {}, {});
  }

  outputShape(input: Shape): Shape {
    return input;
  }

  protected call(x: Tensor): Tensor {
    return x;
  }
}

/** A training without a model: one number stands for all weights. */
export class FakeRun implements TrainingRun {
  readonly parameters: RunParameters;
  readonly model: Layer = new NoModel();
  iterations = 0;
  learningRate = 0.1;
  hasLearningRate = true;
  stopReason: string | undefined;
  weight = 0;
  /** The moving average of the weight. */
  average = 0;
  /** What {@link trace} answers. */
  traces: readonly LayerTrace[] = [];
  /** What was handed to {@link resume}. */
  resumed: SavedState | undefined;
  readonly #later: (() => void | Promise<void>)[] = [];
  readonly #whenOver: (() => void | Promise<void>)[] = [];
  /** By name, without `val_`. */
  readonly directions: Readonly<Record<string, Direction>>;

  constructor(
    epochs = 10,
    directions: Readonly<Record<string, Direction>> = {},
    steps: number | null = 1,
  ) {
    this.parameters = { epochs, steps, verbose: 0 };
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

  weights(): Record<string, NdArray> {
    return { 'dense/kernel': new NdArray(Float32Array.of(this.weight), [1]) };
  }

  saveState(): SavedState {
    return { weights: this.weights(), iterations: this.iterations };
  }

  afterCallbacks(work: () => void | Promise<void>): void {
    this.#later.push(work);
  }

  async settle(): Promise<void> {
    for (const work of this.#later.splice(0)) await work();
  }

  whenOver(work: () => void | Promise<void>): void {
    this.#whenOver.push(work);
  }

  /** The run is over, well or not. */
  async over(): Promise<void> {
    for (const work of this.#whenOver.splice(0).reverse()) await work();
  }

  resume(state: SavedState): void {
    this.resumed = state;
  }

  swapAverages(): void {
    [this.weight, this.average] = [this.average, this.weight];
  }

  async trace(): Promise<readonly LayerTrace[]> {
    return this.traces;
  }
}
