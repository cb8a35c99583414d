import type { Logs, SavedState, TrainingRun } from '@myelin/core';
import { Callback, requireBoolean, resolveOptions } from '@myelin/core';

export interface SwapEMAWeightsOptions {
  /**
   * Swap at the end of each epoch, and back at the beginning of the next, so that callbacks behind this one see the
   * averages. @defaultValue `false`
   */
  readonly swapOnEpoch?: boolean;
}

/**
 * Puts the moving averages of the weights in their place while the model is evaluated or predicts, and the weights back
 * after it.
 *
 * The optimizer keeps the averages: compile with `useEma: true`.
 *
 * @throws {@link ArgumentError} an option is outside its domain.
 * @throws {@link StateError} the optimizer keeps no averages.
 * @source Polyak & Juditsky 1992; options and defaults as Keras 3 `SwapEMAWeights`. Keras 3.15 leaves the averages in the
 * model after `predict`; here the weights come back.
 * @example
 * model.compile({ optimizer: new Adam({ useEma: true }), loss: 'mse' });
 * await model.fit(x, y, { validationSplit: 0.2, callbacks: [new SwapEMAWeights()] });
 */
export class SwapEMAWeights extends Callback {
  readonly #swapsOnEpoch: boolean;
  #isSwapped = false;
  #run: TrainingRun | undefined;

  constructor(options: SwapEMAWeightsOptions = {}) {
    super();
    const { swapOnEpoch } = resolveOptions<SwapEMAWeightsOptions>('SwapEMAWeights', options, {
      swapOnEpoch: false,
    });
    this.#swapsOnEpoch = requireBoolean('SwapEMAWeights', 'swapOnEpoch', swapOnEpoch);
  }

  override onTrainBegin(_logs: Logs, run: TrainingRun): void {
    this.#begin(run);
  }

  override onEpochBegin(_epoch: number, _logs: Logs, run: TrainingRun): void {
    if (this.#swapsOnEpoch) this.#show('weights', run);
  }

  override onEpochEnd(_epoch: number, _logs: Logs, run: TrainingRun): void {
    if (this.#swapsOnEpoch) this.#show('averages', run);
  }

  override onTestBegin(_logs: Logs, run: TrainingRun): void {
    this.#show('averages', run);
  }

  override onTestEnd(_logs: Logs, run: TrainingRun): void {
    this.#show('weights', run);
  }

  override onPredictBegin(_logs: Logs, run: TrainingRun): void {
    this.#show('averages', run);
  }

  override onPredictEnd(_logs: Logs, run: TrainingRun): void {
    this.#show('weights', run);
  }

  override saveState(): SavedState {
    return { isSwapped: this.#isSwapped };
  }

  override loadState({ isSwapped }: SavedState): void {
    this.#isSwapped = isSwapped as boolean;
  }

  /** The run before has put the weights where they belong, even if it failed. */
  #begin(run: TrainingRun): void {
    this.#run = run;
    this.#isSwapped = false;
  }

  #show(what: 'weights' | 'averages', run: TrainingRun): void {
    if (run !== this.#run) this.#begin(run);
    if (this.#isSwapped === (what === 'averages')) return;
    run.swapAverages();
    this.#isSwapped = !this.#isSwapped;
  }
}
