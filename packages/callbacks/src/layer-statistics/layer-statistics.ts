import type { Logs, SavedState, TensorLike, TextOutput, TrainingRun } from '@myelin/core';
import {
  ArgumentError,
  Callback,
  describe,
  requireBoolean,
  required,
  requireWholeNumber,
  resolveOptions,
  StateError,
  standardOutput,
} from '@myelin/core';
import type { LayerFinding } from './find-problems.ts';
import { findProblems } from './find-problems.ts';
import type { LayerSummary } from './layer-summary.ts';
import { summarizeLayer } from './layer-summary.ts';
import { statisticsTable } from './statistics-table.ts';

export interface LayerStatisticsOptions {
  /**
   * Samples and targets to look at the layers with. Some hundred: in a small probe, units are off by chance.
   */
  readonly probe: readonly [x: TensorLike, y: TensorLike];
  /** Epochs from one look to the next, at least 1; the first epoch is always looked at. @defaultValue `1` */
  readonly every?: number;
  /** Whether numbers go into the logs too, as `'dense/gradient_norm'`. @defaultValue `false` */
  readonly log?: boolean;
  /** Where reports go. @defaultValue the standard output of the process, or the console */
  readonly output?: TextOutput;
}

/** All layers at the end of one epoch. */
export interface EpochStatistics {
  /** Counted from 0. */
  readonly epoch: number;
  /** From the input to the output. */
  readonly layers: readonly LayerSummary[];
}

/**
 * Looks into the layers while they learn: their outputs, and the gradients that reach their weights.
 *
 * After an epoch, the probe goes forward and backward through the model as in training, but changes nothing. What is
 * found is kept in {@link history}; {@link report} prints it, with what is wrong in plain words:
 *
 * - gradients that vanish, or explode, by a factor of 100 from the last layer with a matrix of weights to the first one;
 * - dead units: a tenth or more of the units of a layer with relu give 0 for each sample, and learn no more;
 * - saturated units: half or more of the outputs of a hidden layer with sigmoid or tanh lie where its slope is less than
 *   a twentieth of the largest;
 * - numbers that are not finite.
 *
 * With `log`, an epoch logs `zeros` and, where they have a meaning, `dead_units`, `saturated` and `gradient_norm` of each
 * layer; an epoch that is not looked at logs those of the one before.
 *
 * @throws {@link ArgumentError} an option is outside its domain, or missing.
 * @source Hochreiter 1991 and Bengio et al. 1994 (vanishing gradients); Glorot & Bengio 2010 (activations and gradients by
 * layer, saturation); Lu et al. 2019 (dying ReLU). The factor of 100 is from Nielsen 2015, chapter 5; the other
 * thresholds are ours.
 * @example
 * const statistics = new LayerStatistics({ probe: [x, y] });
 * await model.fit(x, y, { epochs: 5, callbacks: [statistics] });
 * statistics.report();
 */
export class LayerStatistics extends Callback {
  /** What was seen in this run, epoch by epoch. */
  history: EpochStatistics[] = [];
  readonly #probe: readonly [x: TensorLike, y: TensorLike];
  readonly #every: number;
  readonly #logs: boolean;
  readonly #output: TextOutput;

  constructor(options: LayerStatisticsOptions) {
    super();
    const where = 'LayerStatistics';
    const { probe, every, log, output } = resolveOptions<LayerStatisticsOptions>(where, options, {
      probe: required,
      every: 1,
      log: false,
      output: standardOutput(),
    });
    if (!Array.isArray(probe) || probe.length !== 2) {
      throw new ArgumentError({
        where,
        problem: `\`probe\` must be a pair of samples and targets, received ${describe(probe)}`,
        fix: 'pass { probe: [x, y] }',
      });
    }
    this.#probe = probe as readonly [TensorLike, TensorLike];
    this.#every = requireWholeNumber(where, 'every', every, { min: 1 });
    this.#logs = requireBoolean(where, 'log', log);
    this.#output = output;
  }

  /** What is wrong, as of the last look; empty if nothing is, or before the first. */
  get findings(): readonly LayerFinding[] {
    return findProblems(this.history.at(-1)?.layers ?? []);
  }

  override onTrainBegin(): void {
    this.history = [];
  }

  override async onEpochEnd(epoch: number, logs: Logs, run: TrainingRun): Promise<void> {
    const last = this.history.at(-1);
    if (last === undefined || epoch - last.epoch >= this.#every) {
      const traces = await run.trace(...this.#probe);
      this.history.push({ epoch, layers: traces.map(summarizeLayer) });
    }
    if (this.#logs) Object.assign(logs, logsOf(this.history.at(-1)?.layers ?? []));
  }

  /**
   * Prints the last look as a table, and what is wrong.
   *
   * @throws {@link StateError} no epoch was looked at.
   */
  report(): void {
    const last = this.history.at(-1);
    if (last === undefined) {
      throw new StateError({
        where: 'LayerStatistics',
        problem: 'no epoch was looked at yet',
        fix: 'pass it to fit before: { callbacks: [statistics] }',
      });
    }
    const findings = this.findings.map(({ explanation }) => `- ${explanation}`);
    const lines = [
      `Layers after epoch ${last.epoch + 1}`,
      ...statisticsTable(last.layers),
      ...(findings.length > 0 ? findings : ['Nothing is wrong with outputs and gradients.']),
    ];
    this.#output.write(`${lines.join('\n')}\n`);
  }

  override saveState(): SavedState {
    return { history: structuredClone(this.history) as unknown as readonly SavedState[] };
  }

  override loadState({ history }: SavedState): void {
    this.history = structuredClone(history) as unknown as EpochStatistics[];
  }
}

function logsOf(layers: readonly LayerSummary[]): Logs {
  const logs: Logs = {};
  for (const { name, zeros, deadUnits, saturated, gradientNorm } of layers) {
    logs[`${name}/zeros`] = zeros;
    if (deadUnits !== null) logs[`${name}/dead_units`] = deadUnits;
    if (saturated !== null) logs[`${name}/saturated`] = saturated;
    if (gradientNorm !== null) logs[`${name}/gradient_norm`] = gradientNorm;
  }
  return logs;
}
