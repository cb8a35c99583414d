/** Records one step of a loop: by itself, or together with its derivative. */

import type { CheckedScan, LoopScope, ScanResult, Tensor } from '@myelin/core';
import { add, mul, sum, tidy } from '@myelin/core';
import type { Tensor as TfTensor } from '@tensorflow/tfjs-core';
import { engine } from '@tensorflow/tfjs-core';
import type { Operation, ProgramInput, Value } from '../ir/program.ts';
import type { CaptureBackend } from './capture-backend.ts';
import { type Brought, Recording } from './recording.ts';
import type { TensorType } from './shape-rules/shape-rule.ts';
import { apartFromTape } from './tape.ts';

/** A step as values of a program. */
export interface RecordedStep {
  readonly before: readonly Value[];
  readonly slices: readonly Value[];
  readonly brought: readonly Brought[];
  readonly index: Value;
  readonly after: readonly Value[];
  readonly outputs: readonly Value[];
  readonly operations: readonly Operation[];
}

/** Derivatives by some values; undefined where there is none. */
export type Derivatives = readonly (Value | undefined)[];

/** A step and its derivatives by all that it uses, made from those by all that it makes. */
export interface DifferentiatedStep extends RecordedStep {
  /** Inputs: derivatives by what the step makes. */
  readonly given: { readonly after: Derivatives; readonly outputs: Derivatives };
  /** Results: derivatives by what the step uses. */
  readonly wanted: {
    readonly before: Derivatives;
    readonly slices: Derivatives;
    readonly brought: Derivatives;
  };
}

/** Records a step by itself. */
export function recordStep(
  backend: CaptureBackend,
  scan: CheckedScan,
  scope: LoopScope,
): RecordedStep {
  return inRecording(backend, scan, scope, (step) => step.finish(step.run()));
}

/** @param plain - The step by itself, by which it is known what it uses from outside. */
export function recordDerivative(
  backend: CaptureBackend,
  scan: CheckedScan,
  scope: LoopScope,
  plain: RecordedStep,
): DifferentiatedStep {
  return inRecording(backend, scan, scope, (step) => {
    const brought = plain.brought.map(({ tensor }) => tensor);
    for (const tensor of brought) step.valueOf(tensor);
    const used = [...step.carry, ...step.slices, ...brought].filter(isFloat);
    let forward: (RecordedStep & Pick<DifferentiatedStep, 'given'>) | undefined;
    const { grads } = engine().gradients(
      () => {
        const made = step.run();
        const declare = (role: ProgramInput['role']) => (one: Tensor) =>
          isFloat(one) ? step.declare(role, one) : undefined;
        const after = made.carry.map(declare('state'));
        const outputs = made.outputs.map(declare('slice'));
        const value = (one: Tensor | undefined): Value | undefined => one && step.valueOf(one);
        forward = {
          ...step.finish(made),
          given: { after: after.map(value), outputs: outputs.map(value) },
        };
        // Its derivatives are those of the step, times those that are given.
        const all = [...made.carry, ...made.outputs];
        const products = [...after, ...outputs].flatMap((derivative, i) =>
          derivative ? [sum(mul(all[i] as Tensor, derivative))] : [],
        );
        return products.reduce((total, one) => add(total, one)) as unknown as TfTensor;
      },
      used as unknown as TfTensor[],
      undefined,
      true,
    );
    const wanted = (tensors: readonly Tensor[]): Derivatives =>
      tensors.map((tensor) => {
        const found = grads[used.indexOf(tensor)] as unknown as Tensor | null | undefined;
        return found ? step.valueOf(found) : undefined;
      });
    return {
      ...(forward as NonNullable<typeof forward>),
      // On the way back, more may be used.
      brought: step.brought,
      wanted: {
        before: wanted(step.carry),
        slices: wanted(step.slices),
        brought: wanted(brought),
      },
    };
  });
}

/** A step while it is recorded. */
class StepRecorder {
  readonly carry: readonly Tensor[];
  readonly slices: readonly Tensor[];
  readonly #index: Tensor;
  readonly #backend: CaptureBackend;
  readonly #recording: Recording;
  readonly #scan: CheckedScan;
  readonly #scope: LoopScope;

  constructor(backend: CaptureBackend, recording: Recording, scan: CheckedScan, scope: LoopScope) {
    this.#backend = backend;
    this.#recording = recording;
    this.#scan = scan;
    this.#scope = scope;
    this.carry = scan.initial.map((one) => this.declare('state', one));
    this.slices = scan.sequences.map(({ shape, dtype }) =>
      this.declare('slice', { shape: shape.slice(1), dtype }),
    );
    this.#index = this.declare('index', { shape: [], dtype: 'int32' });
  }

  /** A tensor that stands for a new input of the step. */
  declare(role: ProgramInput['role'], type: Pick<Tensor, 'shape' | 'dtype'>): Tensor {
    const value = this.#recording.inputs.add(role, type as TensorType);
    return tensorOf(this.#backend, value);
  }

  get brought(): readonly Brought[] {
    return this.#recording.brought;
  }

  run(): ScanResult {
    const { carry, slices } = this;
    return this.#scope.run(this.#index, () =>
      this.#scan.step({ carry, slices, constants: this.#scan.constants }),
    );
  }

  valueOf(tensor: Tensor): Value {
    return this.#backend.operandFor(tensor as unknown as TfTensor);
  }

  finish(made: ScanResult): RecordedStep {
    const values = (tensors: readonly Tensor[]): Value[] =>
      tensors.map((tensor) => this.valueOf(tensor));
    return {
      before: values(this.carry),
      slices: values(this.slices),
      index: this.valueOf(this.#index),
      after: values(made.carry),
      outputs: values(made.outputs),
      operations: this.#recording.operations,
      brought: this.brought,
    };
  }
}

function inRecording<Result>(
  backend: CaptureBackend,
  scan: CheckedScan,
  scope: LoopScope,
  work: (step: StepRecorder) => Result,
): Result {
  const recording = new Recording();
  return backend.recordApart(recording, () =>
    apartFromTape(() => {
      let result: { readonly value: Result } | undefined;
      // Nothing is returned: tidy would look for tensors in it.
      tidy(() => {
        result = { value: work(new StepRecorder(backend, recording, scan, scope)) };
      });
      return (result as unknown as { readonly value: Result }).value;
    }),
  );
}

/** A tensor for a value of the program. */
function tensorOf(backend: CaptureBackend, value: Value): Tensor {
  const info = backend.stand(value);
  return engine().makeTensorFromTensorInfo(info, backend) as unknown as Tensor;
}

const isFloat = ({ dtype }: Tensor): boolean => dtype === 'float32';
