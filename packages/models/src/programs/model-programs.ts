/**
 * The programs of one model in one session, each captured and compiled when it is first needed.
 *
 * There is one for each kind of step and each form of batch; they share the states, so that a short last batch is only
 * another program on the same weights.
 */

import type { AnyLayer, KnownShape, Weight } from '@myelin/core';
import type { Session } from '@myelin/program';
import type { Compilation, Scoring, Selection } from '../compile/compilation.ts';
import type { Batch } from '../data/batch-source.ts';
import { arraysIn, haveShapes, type Inputs, inputShapes } from '../data/inputs.ts';
import type { Awaitable } from '../training/awaitable.ts';
import type { MetricCells } from '../training/metric-cells.ts';
import type { StepKind } from '../training/runner.ts';
import type { NamedState } from './capture-on-states.ts';
import {
  captureFinish,
  capturePredict,
  captureReport,
  captureReset,
  captureTest,
  captureTrain,
} from './capture-steps.ts';
import { LayersThen } from './layers-of.ts';
import type { ModelProgram } from './model-program.ts';
import { type FoundProgram, ProgramLibrary } from './program-library.ts';
import { describeBatch, type ProgramRecords } from './program-record.ts';
import { SessionStates } from './session-states.ts';
import { nameStates } from './state-names.ts';

export interface ModelProgramsParts {
  readonly session: Session;
  readonly model: AnyLayer;
  readonly compilation: Compilation | undefined;
  readonly records: ProgramRecords;
  /** The option that makes a step that cannot be compiled an error; undefined if none does. */
  readonly wanted: string | undefined;
}

/** The steps that judge a model: what they judge by, and where they keep count. */
export interface JudgedStep {
  readonly kind: StepKind;
  readonly scoring: Scoring;
  readonly metrics: MetricCells;
}

export class ModelPrograms {
  readonly session: Session;
  readonly model: AnyLayer;
  readonly states: SessionStates;
  readonly #weights: readonly Weight[];
  readonly #layers: LayersThen;
  readonly #compilation: Compilation | undefined;
  readonly #named: readonly NamedState[];
  readonly #library: ProgramLibrary;
  readonly #numbers = new Map<object, number>();
  /** Whose metrics are in the session. */
  readonly #claimed = new Map<Scoring, Partial<Record<StepKind, MetricCells>>>();
  /** Spares the one who predicts row by row the search. */
  #latestPredict:
    | { readonly program: ModelProgram; readonly shapes: readonly KnownShape[] }
    | undefined;
  #isDisposed = false;

  constructor({ session, model, compilation, records, wanted }: ModelProgramsParts) {
    this.session = session;
    this.model = model;
    this.#weights = model.weights;
    this.#layers = new LayersThen(model);
    this.states = new SessionStates(session);
    this.#compilation = compilation;
    this.#named = nameStates(this.#weights.map(({ path, cell }) => [path, cell]));
    const { states } = this;
    this.#library = new ProgramLibrary({ session, states, compilation, records, wanted });
  }

  get isDisposed(): boolean {
    return this.#isDisposed;
  }

  /** The program of a training step or of judging, for batches like `batch`. */
  step(step: JudgedStep, batch: Batch): Awaitable<FoundProgram> {
    return step.kind === 'train' ? this.#train(step, batch) : this.#test(step, batch);
  }

  /** Whether the model still has the layers that it had, and they compute with what they did. */
  get isCurrent(): boolean {
    return this.#layers.areThoseOf(this.model);
  }

  /**
   * The program of outputs for samples like `x`.
   *
   * @throws {@link ShapeError} they do not fit the model.
   */
  predict(x: Inputs): Awaitable<FoundProgram> {
    const latest = this.#latestPredict;
    if (latest && haveShapes(x, latest.shapes)) return latest.program;
    this.model.buildFor(inputShapes(x));
    const found = this.#library.find({
      kind: 'predict',
      key: describeBatch({ x }),
      batch: { x },
      bind: (states) => this.#bind(states),
      capture: () => capturePredict(this.model, this.#weights, this.#named, x),
    });
    if (found && !(found instanceof Promise))
      this.#latestPredict = { program: found, shapes: arraysIn(x).map(({ shape }) => shape) };
    return found;
  }

  /** The program of the values of loss and metrics. */
  report(step: JudgedStep): Awaitable<FoundProgram> {
    const { kind, scoring } = step;
    return this.#library.find({
      kind: 'report',
      key: `${kind} ${this.#numberOf(scoring)}`,
      bind: (states) => this.#bind(states, step),
      capture: () => captureReport(scoring.metrics, this.#metricStates(step)),
    });
  }

  /** The program that forgets the batches so far. */
  reset(step: JudgedStep): Awaitable<FoundProgram> {
    const { kind, scoring } = step;
    return this.#library.find({
      kind: 'reset',
      key: `${kind} ${this.#numberOf(scoring)}`,
      bind: (states) => this.#bind(states, step),
      capture: () => captureReset(scoring.metrics, this.#metricStates(step)),
    });
  }

  /** The program of what ends training. */
  finish(): Awaitable<FoundProgram> {
    const { selection, optimizer } = this.#compilation ?? {};
    if (!selection || !optimizer) return undefined;
    return this.#library.find({
      kind: 'finish',
      key: '',
      bind: (states) => this.#bind(states),
      capture: () =>
        captureFinish(
          optimizer,
          selection.trainable,
          this.#namesOf(selection.trainable),
          this.#slotStates(),
        ),
    });
  }

  /** Whether the metrics in the session are those of a run. */
  hasClaimed({ kind, scoring, metrics }: JudgedStep): boolean {
    return this.#claimed.get(scoring)?.[kind] === metrics;
  }

  /** Makes the metrics in the session those of a run, before it steps or reads. */
  claim(step: JudgedStep): void {
    if (this.hasClaimed(step)) return;
    for (const { name, cell } of this.#metricStates(step)) this.states.bind(name, cell);
    const { kind, scoring, metrics } = step;
    this.#claimed.set(scoring, { ...this.#claimed.get(scoring), [kind]: metrics });
  }

  /** Lets go of the metrics of a run that is over. */
  release(step: JudgedStep): void {
    for (const { name, cell } of this.#metricStates(step)) this.states.unbind(name, cell);
    if (!this.hasClaimed(step)) return;
    const { [step.kind]: _, ...others } = this.#claimed.get(step.scoring) ?? {};
    this.#claimed.set(step.scoring, others);
  }

  dispose(): void {
    if (this.#isDisposed) return;
    this.#isDisposed = true;
    this.#library.close();
    this.states.dispose();
    this.session.dispose();
  }

  #train(step: JudgedStep, batch: Batch): Awaitable<FoundProgram> {
    const compilation = this.#compilation;
    if (!compilation) return undefined;
    const { scoring } = step;
    const selection = compilation.begin(this.model);
    return this.#library.find({
      kind: 'train',
      key: `${this.#numberOf(scoring)} ${describeBatch(batch)}`,
      batch,
      bind: (states) => this.#bind(states, step),
      capture: () =>
        captureTrain(
          { ...scoring, ...selection, model: this.model, optimizer: compilation.optimizer },
          {
            weights: this.#named,
            slots: this.#slotStates(),
            metrics: this.#metricStates(step),
          },
          batch,
        ),
    });
  }

  #test(step: JudgedStep, batch: Batch): Awaitable<FoundProgram> {
    const { scoring } = step;
    const selection = this.#compilation?.selectionFor(this.model);
    if (!selection) return undefined;
    return this.#library.find({
      kind: 'test',
      key: `${this.#numberOf(scoring)} ${this.#numberOf(selection)} ${describeBatch(batch)}`,
      batch,
      bind: (states) => this.#bind(states, step),
      capture: () =>
        captureTest(
          { ...scoring, ...selection, model: this.model },
          { weights: this.#named, metrics: this.#metricStates(step) },
          batch,
        ),
    });
  }

  /** Metrics are those of the run that asks; all other states are the model's. */
  #bind(states: readonly NamedState[], step?: JudgedStep): void {
    if (step) this.claim(step);
    for (const { name, cell } of states) {
      if (!step?.metrics.cells.includes(cell)) this.states.bind(name, cell);
    }
  }

  #namesOf(weights: readonly Weight[]): readonly NamedState[] {
    return this.#named.filter(({ cell }) => weights.some((weight) => weight.cell === cell));
  }

  #slotStates(): readonly NamedState[] {
    const { slotCells = [] } = this.#compilation ?? {};
    return nameStates(slotCells.map((cell) => [cell.name, cell]));
  }

  /** Training and judging keep count apart, for one comes in between the other. */
  #metricStates({ kind, scoring, metrics }: JudgedStep): readonly NamedState[] {
    const number = this.#numberOf(scoring);
    const prefix = `${kind}${number === 1 ? '' : ` ${number}`}:`;
    return metrics.cells.map((cell) => ({ name: `${prefix} ${cell.name}`, cell }));
  }

  #numberOf(what: Scoring | Selection): number {
    const number = this.#numbers.get(what) ?? this.#numbers.size + 1;
    this.#numbers.set(what, number);
    return number;
  }
}
