/** The loss and all metrics of a compiled model as one thing with one list of state tensors. */

import type { Logs, Metric, MetricBatch, NumericArray, Tensor } from '@myelin/core';
import { emptyMean, extendMean, meanSoFar, StateCell, scalar, tidy } from '@myelin/core';

/** One batch as metrics see it, with the loss that was computed for it. */
export interface ScoredBatch extends MetricBatch {
  /** Scalar. */
  readonly loss: Tensor;
  /** Number of samples: batches count by their size. */
  readonly size: number;
}

interface Entry {
  readonly name: string;
  readonly metric: Metric;
  readonly weighted: boolean;
  /** Where its state begins in the list of all. */
  readonly offset: number;
  readonly length: number;
}

/** One tensor of the state, before the first batch. */
interface FirstState {
  /** `'loss total'` */
  readonly name: string;
  readonly shape: readonly number[];
  readonly dtype: Tensor['dtype'];
  readonly values: NumericArray;
}

export class MetricGroup {
  readonly #entries: readonly Entry[];
  readonly #first: readonly FirstState[];

  constructor(metrics: readonly Metric[], weightedMetrics: readonly Metric[]) {
    const entries: Entry[] = [];
    const first = tidy(() => namedStates('loss', emptyMean()));
    const used = new Map<string, number>();
    const place = (metric: Metric, weighted: boolean): void => {
      const name = uniqueName(metric.name, weighted, used);
      const states = tidy(() => namedStates(name, metric.initialState()));
      entries.push({ name, metric, weighted, offset: first.length, length: states.length });
      first.push(...states);
    };
    for (const metric of metrics) place(metric, false);
    for (const metric of weightedMetrics) place(metric, true);
    this.#entries = entries;
    this.#first = first;
  }

  /** Names in the logs, in order: `['loss', 'accuracy']`. */
  get names(): readonly string[] {
    return ['loss', ...this.#entries.map((entry) => entry.name)];
  }

  /** The metric logged under a name. */
  find(name: string): Metric | undefined {
    return this.#entries.find((entry) => entry.name === name)?.metric;
  }

  initialState(): readonly Tensor[] {
    return [...emptyMean(), ...this.#entries.flatMap(({ metric }) => metric.initialState())];
  }

  /** A state before the first batch. */
  initialCells(): StateCell[] {
    return this.#first.map(
      ({ name, shape, dtype, values }) => new StateCell(name, shape, dtype, values),
    );
  }

  /** Forgets the batches that cells have seen. */
  resetCells(cells: readonly StateCell[]): void {
    for (const [i, { values }] of this.#first.entries()) cells[i]?.write(values);
  }

  /** State after a batch. The loss is averaged over samples. */
  nextState(state: readonly Tensor[], batch: ScoredBatch): readonly Tensor[] {
    const next = [...extendMean(state.slice(0, LOSS_STATE), batch.loss, scalar(batch.size))];
    for (const { metric, weighted, offset, length } of this.#entries) {
      const seen = weighted ? batch : { ...batch, sampleWeight: undefined };
      next.push(...metric.nextState(state.slice(offset, offset + length), seen));
    }
    return next;
  }

  /** Values in a state, in the order of the {@link names}. */
  resultsOf(state: readonly Tensor[]): Tensor[] {
    return [
      meanSoFar(state.slice(0, LOSS_STATE)),
      ...this.#entries.map(({ metric, offset, length }) =>
        metric.resultOf(state.slice(offset, offset + length)),
      ),
    ];
  }

  /** Values in a state, by name. Waits for the backend. */
  async read(state: readonly Tensor[]): Promise<Logs> {
    const results = tidy(() => this.resultsOf(state));
    const values = await Promise.all(results.map((result) => result.data()));
    for (const result of results) result.dispose();
    return Object.fromEntries(this.names.map((name, i) => [name, values[i]?.[0] ?? Number.NaN]));
  }
}

/** Tensors that the mean of the loss takes. */
const LOSS_STATE = 2;

function namedStates(name: string, states: readonly Tensor[]): FirstState[] {
  return states.map((state, i) => ({
    name: `${name} ${states.length === 2 ? ['total', 'count'][i] : i + 1}`,
    shape: state.shape,
    dtype: state.dtype,
    values: state.dataSync(),
  }));
}

/** Keras's names: `mae`, `mae_1`; for a weighted metric whose name is taken, `weighted_mae`. */
function uniqueName(name: string, weighted: boolean, used: Map<string, number>): string {
  const wanted = weighted && used.has(name) ? `weighted_${name}` : name;
  const count = used.get(wanted) ?? 0;
  used.set(wanted, count + 1);
  return count === 0 ? wanted : `${wanted}_${count}`;
}
