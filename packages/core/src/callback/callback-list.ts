import type { Callback, HookName } from './callback.ts';
import type { Logs, TrainingRun } from './training-run.ts';

/**
 * Callbacks called one after the other, in the order of the list, each awaited before the next.
 *
 * All callbacks of one call share one copy of the logs, its keys sorted as Keras sorts them.
 */
export class CallbackList {
  readonly callbacks: readonly Callback[];

  constructor(callbacks: readonly Callback[] = []) {
    this.callbacks = [...callbacks];
  }

  /** Whether any callback wants the next call of `hook`. Cheap: ask before computing what the hook is told. */
  hears(hook: HookName): boolean {
    return this.callbacks.some((one) => one[hook] !== undefined && isWanted(one, hook));
  }

  /** Whether any callback must get every call of `hook`, none left out. Does not change during a run. */
  hearsEvery(hook: HookName): boolean {
    return this.callbacks.some(
      (one) => one[hook] !== undefined && !one.wants && isWanted(one, hook),
    );
  }

  /** Batches that may pass before a callback must hear of the end of one: at least 1, perhaps infinite. */
  batchesToNext(run: TrainingRun): number {
    return Math.max(
      1,
      this.callbacks.reduce(
        (least, one) => Math.min(least, one.batchesToNext?.(run) ?? Infinity),
        Infinity,
      ),
    );
  }

  onTrainBegin(logs: Logs, run: TrainingRun): Promise<void> {
    return this.#tell(logs, run, (one, shared) => one.onTrainBegin?.(shared, run));
  }

  onTrainEnd(logs: Logs, run: TrainingRun): Promise<void> {
    return this.#tell(logs, run, (one, shared) => one.onTrainEnd?.(shared, run));
  }

  onEpochBegin(epoch: number, logs: Logs, run: TrainingRun): Promise<void> {
    return this.#tell(logs, run, (one, shared) => one.onEpochBegin?.(epoch, shared, run));
  }

  onEpochEnd(epoch: number, logs: Logs, run: TrainingRun): Promise<void> {
    return this.#tell(logs, run, (one, shared) => one.onEpochEnd?.(epoch, shared, run));
  }

  onTrainBatchBegin(batch: number, logs: Logs, run: TrainingRun): Promise<void> {
    return this.#tell(logs, run, (one, shared) => one.onTrainBatchBegin?.(batch, shared, run));
  }

  onTrainBatchEnd(batch: number, logs: Logs, run: TrainingRun): Promise<void> {
    return this.#tell(logs, run, (one, shared) => one.onTrainBatchEnd?.(batch, shared, run));
  }

  onTestBegin(logs: Logs, run: TrainingRun): Promise<void> {
    return this.#tell(logs, run, (one, shared) => one.onTestBegin?.(shared, run));
  }

  onTestEnd(logs: Logs, run: TrainingRun): Promise<void> {
    return this.#tell(logs, run, (one, shared) => one.onTestEnd?.(shared, run));
  }

  onTestBatchBegin(batch: number, logs: Logs, run: TrainingRun): Promise<void> {
    return this.#tell(logs, run, (one, shared) => one.onTestBatchBegin?.(batch, shared, run));
  }

  onTestBatchEnd(batch: number, logs: Logs, run: TrainingRun): Promise<void> {
    return this.#tell(logs, run, (one, shared) => one.onTestBatchEnd?.(batch, shared, run));
  }

  onPredictBegin(logs: Logs, run: TrainingRun): Promise<void> {
    return this.#tell(logs, run, (one, shared) => one.onPredictBegin?.(shared, run));
  }

  onPredictEnd(logs: Logs, run: TrainingRun): Promise<void> {
    return this.#tell(logs, run, (one, shared) => one.onPredictEnd?.(shared, run));
  }

  onPredictBatchBegin(batch: number, logs: Logs, run: TrainingRun): Promise<void> {
    return this.#tell(logs, run, (one, shared) => one.onPredictBatchBegin?.(batch, shared, run));
  }

  onPredictBatchEnd(batch: number, logs: Logs, run: TrainingRun): Promise<void> {
    return this.#tell(logs, run, (one, shared) => one.onPredictBatchEnd?.(batch, shared, run));
  }

  async #tell(
    logs: Logs,
    run: TrainingRun,
    call: (one: Callback, shared: Logs) => void | Promise<void>,
  ): Promise<void> {
    const shared = sortedByName(logs);
    for (const one of this.callbacks) await call(one, shared);
    await run.settle();
  }
}

/** Who says when a batch is due need not be asked after each. */
function isWanted(one: Callback, hook: HookName): boolean {
  if (one.wants) return one.wants(hook);
  return hook !== 'onTrainBatchEnd' || one.batchesToNext === undefined;
}

/** A copy with its keys in the order of Python's `sorted`. */
function sortedByName(logs: Logs): Logs {
  const sorted: Logs = {};
  for (const name of Object.keys(logs).sort()) sorted[name] = logs[name] ?? Number.NaN;
  return sorted;
}
