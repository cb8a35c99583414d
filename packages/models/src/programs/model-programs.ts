/**
 * The programs of one model in one session, each captured and compiled when it is first needed.
 *
 * There is one for each kind of step and each form of batch; they share the states, so that a short last batch is only
 * another program on the same weights.
 */

import {
  BackendError,
  EventLoopBreather,
  type KnownShape,
  type Layer,
  type MyelinError,
  type NdArray,
  StateError,
  shapesAgree,
  type Weight,
} from '@myelin/core';
import { CaptureError, optimize, type Session, UnsupportedProgramError } from '@myelin/program';
import type { Compilation, Scoring, Selection } from '../compile/compilation.ts';
import type { Batch } from '../data/batch-source.ts';
import { type Awaitable, after } from '../training/awaitable.ts';
import type { MetricCells } from '../training/metric-cells.ts';
import type { StepKind } from '../training/runner.ts';
import {
  type CapturedStep,
  captureFinish,
  capturePredict,
  captureReport,
  captureReset,
  captureTest,
  captureTrain,
  type NamedState,
} from './capture-steps.ts';
import { haveLayers, layersOf } from './layers-of.ts';
import { ModelProgram } from './model-program.ts';
import { describeBatch, type ProgramKind, type ProgramRecords } from './program-record.ts';
import { SessionStates } from './session-states.ts';
import { nameStates } from './state-names.ts';

export interface ModelProgramsParts {
  readonly session: Session;
  readonly model: Layer;
  readonly compilation: Compilation | undefined;
  readonly records: ProgramRecords;
  /** The option that makes a step that cannot be compiled an error; undefined if none does. */
  readonly wanted: string | undefined;
}

/** A program, or undefined for a step that cannot be compiled. */
export type FoundProgram = ModelProgram | undefined;

/** The steps that judge a model: what they judge by, and where they keep count. */
export interface JudgedStep {
  readonly kind: StepKind;
  readonly scoring: Scoring;
  readonly metrics: MetricCells;
}

interface Request {
  readonly kind: ProgramKind;
  readonly key: string;
  readonly batch?: Batch;
  /** Whose metrics it counts or reads. */
  readonly step?: JudgedStep;
  capture(): CapturedStep;
}

export class ModelPrograms {
  readonly session: Session;
  readonly model: Layer;
  readonly states: SessionStates;
  readonly #weights: readonly Weight[];
  readonly #layers: readonly Layer[];
  readonly #compilation: Compilation | undefined;
  readonly #records: ProgramRecords;
  readonly #wanted: string | undefined;
  readonly #named: readonly NamedState[];
  readonly #programs = new Map<string, Awaitable<FoundProgram>>();
  readonly #numbers = new Map<object, number>();
  /** Whose metrics are in the session. */
  readonly #claimed = new Map<Scoring, Partial<Record<StepKind, MetricCells>>>();
  /** Spares the one who predicts row by row the search. */
  #latestPredict: { readonly program: ModelProgram; readonly shape: KnownShape } | undefined;
  #isDisposed = false;

  constructor({ session, model, compilation, records, wanted }: ModelProgramsParts) {
    this.session = session;
    this.model = model;
    this.#weights = model.weights;
    this.#layers = layersOf(model);
    this.states = new SessionStates(session);
    this.#compilation = compilation;
    this.#records = records;
    this.#wanted = wanted;
    this.#named = nameStates(this.#weights.map(({ path, cell }) => [path, cell]));
  }

  get isDisposed(): boolean {
    return this.#isDisposed;
  }

  /** The program of a training step or of judging, for batches like `batch`. */
  step(step: JudgedStep, batch: Batch): Awaitable<FoundProgram> {
    return step.kind === 'train' ? this.#train(step, batch) : this.#test(step, batch);
  }

  /** Whether the model still has the layers that it had. */
  get isCurrent(): boolean {
    return haveLayers(this.model, this.#layers);
  }

  /**
   * The program of outputs for samples like `x`.
   *
   * @throws {@link ShapeError} they do not fit the model.
   */
  predict(x: NdArray): Awaitable<FoundProgram> {
    const { program, shape } = this.#latestPredict ?? {};
    if (program && shape && shapesAgree(shape, x.shape)) return program;
    this.model.buildFor([null, ...x.shape.slice(1)]);
    const found = this.#find({
      kind: 'predict',
      key: describeBatch({ x }),
      batch: { x },
      capture: () => capturePredict(this.model, this.#weights, this.#named, x),
    });
    if (found && !(found instanceof Promise))
      this.#latestPredict = { program: found, shape: x.shape };
    return found;
  }

  /** The program of the values of loss and metrics. */
  report(step: JudgedStep): Awaitable<FoundProgram> {
    const { kind, scoring } = step;
    return this.#find({
      kind: 'report',
      key: `${kind} ${this.#numberOf(scoring)}`,
      step,
      capture: () => captureReport(scoring.metrics, this.#metricStates(step)),
    });
  }

  /** The program that forgets the batches so far. */
  reset(step: JudgedStep): Awaitable<FoundProgram> {
    const { kind, scoring } = step;
    return this.#find({
      kind: 'reset',
      key: `${kind} ${this.#numberOf(scoring)}`,
      step,
      capture: () => captureReset(scoring.metrics, this.#metricStates(step)),
    });
  }

  /** The program of what ends training. */
  finish(): Awaitable<FoundProgram> {
    const { selection, optimizer } = this.#compilation ?? {};
    if (!selection || !optimizer) return undefined;
    return this.#find({
      kind: 'finish',
      key: '',
      capture: () =>
        captureFinish(optimizer, this.#namesOf(selection.trainable), this.#slotStates()),
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
    this.states.dispose();
    this.session.dispose();
  }

  #train(step: JudgedStep, batch: Batch): Awaitable<FoundProgram> {
    const compilation = this.#compilation;
    if (!compilation) return undefined;
    const { scoring } = step;
    const selection = compilation.begin(this.model);
    return this.#find({
      kind: 'train',
      key: `${this.#numberOf(scoring)} ${describeBatch(batch)}`,
      batch,
      step,
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
    return this.#find({
      kind: 'test',
      key: `${this.#numberOf(scoring)} ${this.#numberOf(selection)} ${describeBatch(batch)}`,
      batch,
      step,
      capture: () =>
        captureTest(
          { ...scoring, ...selection, model: this.model },
          { weights: this.#named, metrics: this.#metricStates(step) },
          batch,
        ),
    });
  }

  /** @throws {@link StateError} steps must be compiled, and this one cannot be. */
  #find(request: Request): Awaitable<FoundProgram> {
    const key = `${request.kind} ${request.key}`;
    let found = this.#programs.get(key);
    if (!this.#programs.has(key)) {
      const loading = this.#load(request);
      this.#programs.set(key, loading);
      loading.then(
        (program) => this.#programs.set(key, program),
        () => this.#programs.delete(key),
      );
      found = loading;
    }
    return this.#wanted ? after(found, (program) => this.#require(program, request)) : found;
  }

  #require(program: FoundProgram, { kind, batch }: Request): FoundProgram {
    const { obstacle } = this.#records.of(kind, batch);
    if (program || !obstacle) return program;
    throw new StateError({
      where: kind,
      problem: `\`${this.#wanted}\` asks for compiled steps, but ${obstacle.problem}`,
      fix: obstacle.fix,
      cause: obstacle,
    });
  }

  async #load({ kind, batch, step, capture }: Request): Promise<FoundProgram> {
    const record = this.#records.of(kind, batch);
    try {
      const breather = new EventLoopBreather();
      const start = performance.now();
      const { program, states } = capture();
      const captureMs = performance.now() - start;
      await breather.breathe();
      const optimized = optimize(program);
      await breather.breathe();
      if (this.#isDisposed) return undefined;
      if (step) this.claim(step);
      for (const { name, cell } of states) {
        if (!step?.metrics.cells.includes(cell)) this.states.bind(name, cell);
      }
      const executable = await this.session.load(optimized);
      record.compiled = { captureMs, report: executable.report };
      record.obstacle = undefined;
      const training = kind === 'train' ? this.#compilation : undefined;
      return new ModelProgram({ program, executable, states: this.states, record, training });
    } catch (error) {
      if (!isObstacle(error)) throw error;
      record.obstacle = error;
      return undefined;
    }
  }

  #namesOf(weights: readonly Weight[]): readonly NamedState[] {
    return this.#named.filter(({ cell }) => weights.some((weight) => weight.cell === cell));
  }

  #slotStates(): readonly NamedState[] {
    const { slotCells = [], optimizer, selection } = this.#compilation ?? {};
    const names = this.#namesOf(selection?.trainable ?? []).map(({ name }) => name);
    const labels = optimizer?.slotLabels(names) ?? [];
    return slotCells.map((cell, i) => ({ name: labels[i] ?? cell.name, cell }));
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

/** What stands against compiling, but not against running the step operation by operation. */
function isObstacle(error: unknown): error is MyelinError {
  return (
    error instanceof CaptureError ||
    error instanceof UnsupportedProgramError ||
    error instanceof BackendError
  );
}
