/** The loss and all metrics of a compiled model as one thing with one list of state tensors. */

import type {
  BatchShapes,
  Direction,
  Logs,
  Metric,
  MetricBatch,
  NumericArray,
  Tensor,
  TensorDataType,
} from '@myelin/core';
import {
  ArgumentError,
  emptyMean,
  extendMean,
  formatShape,
  meanSoFar,
  StateCell,
  scalar,
  tidy,
} from '@myelin/core';

/** The metrics of one output. */
export interface OutputMetrics {
  /** Name of the output. */
  readonly output: string;
  /** Shapes of its targets and predictions, batch axis null; undefined where it has no targets. */
  readonly shapes: BatchShapes | undefined;
  readonly metrics: readonly Metric[];
  readonly weightedMetrics: readonly Metric[];
}

export interface MetricGroupParts {
  readonly outputs: readonly OutputMetrics[];
  /** Outputs whose losses are logged on their own: none where there is one loss. */
  readonly lossOutputs: readonly string[];
  /** Names of further means, which steps log. */
  readonly logged: readonly string[];
}

/** What is logged under one name. */
interface Entry {
  readonly name: string;
  /** Undefined for a mean of values that steps give. */
  readonly metric: Metric | undefined;
  /** Output that the metric judges. */
  readonly output: number;
  readonly weighted: boolean;
  /** Whether smaller is better, of a mean. */
  readonly isLoss: boolean;
  /** Where its state begins in the list of all. */
  readonly offset: number;
  readonly length: number;
}

/** One tensor of the state, before the first batch. */
interface FirstState {
  /** `'loss total'` */
  readonly name: string;
  readonly shape: readonly number[];
  readonly dtype: TensorDataType;
  readonly values: NumericArray;
}

export class MetricGroup {
  readonly #outputs: readonly OutputMetrics[];
  readonly #entries: readonly Entry[];
  readonly #metrics: readonly (Entry & { readonly metric: Metric })[];
  readonly #means: ReadonlyMap<string, Entry>;
  readonly #first: readonly FirstState[];

  constructor({ outputs, lossOutputs, logged }: MetricGroupParts) {
    const entries: Entry[] = [];
    const first: FirstState[] = [];
    const place = (
      name: string,
      states: FirstState[],
      rest: Omit<Entry, 'name' | 'offset' | 'length'>,
    ) => {
      entries.push({ name, ...rest, offset: first.length, length: states.length });
      first.push(...states);
    };
    const mean = (name: string, isLoss: boolean): void => {
      const states = tidy(() => namedStates(name, emptyMean()));
      place(name, states, { metric: undefined, output: 0, weighted: false, isLoss });
    };
    mean('loss', true);
    for (const output of lossOutputs) mean(lossName(output), true);
    for (const { name, metric, output, weighted } of namedMetrics(outputs)) {
      const states = tidy(() => {
        const initial = metric.initialState(outputs[output]?.shapes);
        requireOneValue(name, metric.resultOf(initial));
        return namedStates(name, initial);
      });
      place(name, states, { metric, output, weighted, isLoss: false });
    }
    this.#outputs = outputs;
    for (const name of logged) mean(name, false);
    requireOwnNames(entries.map(({ name }) => name));
    this.#entries = entries;
    this.#metrics = entries.filter((one): one is Entry & { metric: Metric } => !!one.metric);
    this.#means = new Map(
      entries.filter(({ metric }) => !metric).map((entry) => [entry.name, entry]),
    );
    this.#first = first;
  }

  /** Names in the logs, in order: `['loss', 'accuracy']`. */
  get names(): readonly string[] {
    return this.#entries.map((entry) => entry.name);
  }

  /** Whether a mean of values that steps give is logged under a name. */
  hasMean(name: string): boolean {
    return this.#means.has(name);
  }

  /** Which way the values logged under a name are better, as far as that is known. */
  directionOf(name: string): Direction {
    const entry = this.#entries.find((one) => one.name === name);
    return entry?.isLoss ? 'down' : entry?.metric?.direction;
  }

  initialState(): readonly Tensor[] {
    return this.#entries.flatMap(
      ({ metric, output }) => metric?.initialState(this.#outputs[output]?.shapes) ?? emptyMean(),
    );
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

  /** Takes one value more into the mean of a name, counted as that of `size` samples. Changes the list. */
  addMean(state: Tensor[], name: string, value: Tensor, size: number): void {
    const entry = this.#means.get(name);
    if (!entry) return;
    const { offset, length } = entry;
    const before = state.slice(offset, offset + length);
    state.splice(offset, length, ...extendMean(before, value, scalar(size)));
  }

  /** Takes one batch more into the metrics: what each output was given and gave. Changes the list. */
  addBatch(state: Tensor[], outputs: readonly (MetricBatch | undefined)[]): void {
    for (const { metric, output, weighted, offset, length } of this.#metrics) {
      const batch = outputs[output];
      if (!batch) continue;
      const seen = weighted ? batch : { ...batch, sampleWeight: undefined };
      const before = state.slice(offset, offset + length);
      state.splice(offset, length, ...metric.nextState(before, seen));
    }
  }

  /** Values in a state, in the order of the {@link names}. */
  resultsOf(state: readonly Tensor[]): Tensor[] {
    return this.#entries.map(({ metric, offset, length }) => {
      const own = state.slice(offset, offset + length);
      return metric ? metric.resultOf(own) : meanSoFar(own);
    });
  }

  /** Values in a state, by name. Waits for the backend. */
  async read(state: readonly Tensor[]): Promise<Logs> {
    const results = tidy(() => this.resultsOf(state));
    const values = await Promise.all(results.map((result) => result.data()));
    for (const result of results) result.dispose();
    return Object.fromEntries(this.names.map((name, i) => [name, values[i]?.[0] ?? Number.NaN]));
  }
}

/** Under which name the loss of an output is logged: `'price_loss'`. */
export const lossName = (output: string): string => `${output}_loss`;

interface NamedMetric {
  readonly name: string;
  readonly metric: Metric;
  readonly output: number;
  readonly weighted: boolean;
}

/** All metrics with their names in the logs; in the order of Keras's lists, which sort the names of several outputs. */
function namedMetrics(outputs: readonly OutputMetrics[]): readonly NamedMetric[] {
  const used = new Map<string, number>();
  const named: NamedMetric[] = [];
  const add = (output: number, metrics: readonly Metric[], weighted: boolean): void => {
    const prefix = outputs.length === 1 ? '' : `${outputs[output]?.output}_`;
    for (const metric of metrics) {
      named.push({
        name: uniqueName(prefix, metric.name, weighted, used),
        metric,
        output,
        weighted,
      });
    }
  };
  for (const [i, { metrics }] of outputs.entries()) add(i, metrics, false);
  for (const [i, { weightedMetrics }] of outputs.entries()) add(i, weightedMetrics, true);
  return outputs.length === 1 ? named : named.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** @throws {@link ArgumentError} a metric has a value for each class or output, and a log holds one number. */
function requireOneValue(name: string, result: Tensor): void {
  if (result.size === 1) return;
  throw new ArgumentError({
    where: 'compile',
    problem: `the metric \`${name}\` gives values of shape ${formatShape(result.shape)}, and a log holds one number`,
    fix: "let it give one: new F1Score({ average: 'macro' }), one threshold, one metric for each class",
  });
}

/**
 * No value takes the place of another.
 *
 * @throws {@link ArgumentError} a name is that of a loss, or could be one of validation.
 */
function requireOwnNames(names: readonly string[]): void {
  const wrong = names.find((name, i) => name.startsWith('val_') || names.indexOf(name) < i);
  if (wrong === undefined) return;
  throw new ArgumentError({
    where: 'compile',
    problem: wrong.startsWith('val_')
      ? `\`${wrong}\` cannot be the name of a metric or of a logged value: val_ begins those of validation`
      : `two values would be logged as \`${wrong}\``,
    fix: "give one of them another name, for example new MeanAbsoluteError({ name: 'distance' })",
  });
}

function namedStates(name: string, states: readonly Tensor[]): FirstState[] {
  return states.map((state, i) => ({
    name: `${name} ${states.length === 2 ? ['total', 'count'][i] : i + 1}`,
    shape: state.shape,
    dtype: state.dtype as TensorDataType,
    values: state.dataSync(),
  }));
}

/** Keras's names: `mae`, `mae_1`; for a weighted metric whose name is taken, `weighted_mae`. */
function uniqueName(
  prefix: string,
  name: string,
  weighted: boolean,
  used: Map<string, number>,
): string {
  const isTaken = weighted && used.has(`${prefix}${name}`);
  const wanted = isTaken ? `${prefix}weighted_${name}` : `${prefix}${name}`;
  const count = used.get(wanted) ?? 0;
  used.set(wanted, count + 1);
  return count === 0 ? wanted : `${wanted}_${count}`;
}
