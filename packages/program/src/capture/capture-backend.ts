/**
 * A tfjs backend that computes nothing: its tensors hold no numbers, its kernels write down that they were called.
 *
 * Each result is data of its own, so that one data id is one value, whatever other backends share.
 */

import { currentLayerScope } from '@myelin/core';
import type { BackendValues, TensorInfo, DataType as TfDataType } from '@tensorflow/tfjs-core';
import { engine, KernelBackend, util } from '@tensorflow/tfjs-core';
import type { Constant, DataType, Operation, Origin, ProgramInput, Value } from '../ir/program.ts';
import { CaptureError, inLayer } from './capture-error.ts';
import { constantFrom, elementsOf } from './constant-from.ts';
import { plainAttributes } from './plain-attributes.ts';
import { Recording } from './recording.ts';
import type { ShapeRule, TensorType } from './shape-rules/shape-rule.ts';

/** Constants read from other backends, so that what two captures have in common is read once. */
export type ForeignConstants = Map<object, Partial<Record<DataType, Constant>>>;

/** One call as tfjs hands it to a backend. */
export interface KernelCall {
  readonly kernel: string;
  readonly inputs: Readonly<Record<string, TensorInfo | null | undefined>>;
  readonly attributes: Readonly<Record<string, unknown>>;
}

interface Datum {
  readonly value: Value;
  references: number;
}

export class CaptureBackend extends KernelBackend {
  /** The first thing that stands against capturing, for steps that catch errors or do not wait for what they read. */
  refusal: CaptureError | undefined;
  readonly #program: string;
  readonly #foreign: ForeignConstants;
  readonly #data = new Map<object, Datum>();
  readonly #makers = new Map<Value, Operation>();
  readonly #recordings: Recording[] = [new Recording()];
  readonly #foreignValues = new Map<object, Value[]>();

  /** @param program - Name of the program, for messages. */
  constructor(program: string, foreign: ForeignConstants) {
    super();
    this.#program = program;
    this.#foreign = foreign;
  }

  /** Operations of the program, or of the step of a loop that is being recorded. */
  get operations(): readonly Operation[] {
    return this.#recording.operations;
  }

  /** A tensor that stands for an input. */
  declare(type: TensorType, input: ProgramInput): TensorInfo {
    return this.#hold(type, { kind: 'input', input });
  }

  /** A tensor that stands for an input that exists. */
  stand(value: Value): TensorInfo {
    this.#recording.own(value);
    return this.#tensorOf(value);
  }

  /** Records what `work` calls by itself; what it uses from outside is found by the recording. */
  recordApart<Result>(recording: Recording, work: () => Result): Result {
    this.#recordings.push(recording);
    try {
      return work();
    } finally {
      this.#recordings.pop();
    }
  }

  /** Writes an operation down as it is, and answers with tensors for its first `count` results. */
  add(operation: Operation, count: number = operation.outputs.length): TensorInfo[] {
    this.#recording.add(operation);
    for (const value of operation.outputs) this.#makers.set(value, operation);
    return operation.outputs.slice(0, count).map((value) => this.#tensorOf(value));
  }

  /** Writes down a call of a kernel and answers with tensors for its results. */
  record(
    { kernel, inputs, attributes: given }: KernelCall,
    rule: ShapeRule,
  ): TensorInfo | TensorInfo[] {
    const scope = currentLayerScope();
    const attributes = plainAttributes(given);
    if (typeof attributes === 'string') {
      throw this.refuse(`attribute \`${attributes}\` of ${kernel} is no plain data`, {
        kernel,
        scope,
      });
    }
    const present = Object.entries(inputs).filter(
      (entry): entry is [string, TensorInfo] => !!entry[1],
    );
    const operands = present.map(([name, info]) => [name, this.operandFor(info)] as const);
    const made = rule(Object.fromEntries(operands), attributes);
    const types = Array.isArray(made) ? (made as TensorType[]) : [made as TensorType];
    const operation: Operation = {
      kernel,
      inputs: operands.map(([, value]) => value),
      inputNames: operands.map(([name]) => name),
      attributes,
      outputs: types.map(({ shape, dtype }) => ({
        shape: [...shape],
        dtype,
        origin: { kind: 'result' },
      })),
      scope,
    };
    const results = this.add(operation);
    return Array.isArray(made) ? results : (results[0] as TensorInfo);
  }

  /**
   * The value that a tensor stands for where it is used now: in the step of a loop, an input for what was made outside.
   *
   * @throws {@link CaptureError} it was made in the step of a loop that is over.
   */
  operandFor(info: TensorInfo): Value {
    return this.#reach(this.valueFor(info), info, this.#recordings.length - 1);
  }

  #reach(value: Value, info: TensorInfo, depth: number): Value {
    const recording = this.#recordings[depth] as Recording;
    if (value.origin.kind === 'constant' || recording.owns(value)) return value;
    if (depth === 0) {
      throw this.refuse('a tensor that was made in a step of a loop is used outside of it', {
        scope: currentLayerScope(),
        fix: 'return it among the outputs of the step, or carry it',
      });
    }
    return recording.bring(value, info);
  }

  /** The value that a tensor stands for; a constant for tensors of other backends. */
  valueFor(info: TensorInfo): Value {
    return this.#data.get(info.dataId)?.value ?? this.#foreignValue(info);
  }

  /** Tensors that were made here and are still there. */
  get alive(): readonly { readonly dataId: object; readonly value: Value }[] {
    return [...this.#data].map(([dataId, { value }]) => ({ dataId, value }));
  }

  /** The operation that made a value. */
  makerOf(value: Value): Operation | undefined {
    return this.#makers.get(value);
  }

  /** Notes why capturing cannot go on; to be thrown. */
  refuse(
    problem: string,
    {
      fix = RUN_EAGERLY,
      ...where
    }: { fix?: string; kernel?: string; scope?: string; cause?: unknown },
  ): CaptureError {
    const error = new CaptureError({
      where: `capture of ${this.#program}`,
      problem,
      fix,
      ...where,
    });
    this.refusal ??= error;
    return error;
  }

  override write(values: BackendValues, shape: number[], dtype: TfDataType): object {
    const type = { shape, dtype: this.#requireDtype(dtype) };
    const constant = constantFrom(values as ArrayLike<number>, type.dtype);
    return this.#hold(type, { kind: 'constant', constant }).dataId;
  }

  /** Constants may be read: they are the same in every run. */
  override readSync(dataId: object): BackendValues {
    const { value } = this.#data.get(dataId) ?? {};
    if (value?.origin.kind !== 'constant') throw this.#refuseReading(value);
    return elementsOf(value.origin.constant, util.sizeFromShape([...value.shape]), value.dtype);
  }

  /** A promise that stays open where there is nothing to read: who does not wait for it shall not fail, either. */
  override read(dataId: object): Promise<BackendValues> {
    const { value } = this.#data.get(dataId) ?? {};
    if (value?.origin.kind === 'constant') return Promise.resolve(this.readSync(dataId));
    this.#refuseReading(value);
    return new Promise(() => {});
  }

  override disposeData(dataId: object, force = false): boolean {
    const datum = this.#data.get(dataId);
    if (!datum) return true;
    datum.references--;
    if (!force && datum.references > 0) return false;
    return this.#data.delete(dataId);
  }

  override incRef(dataId: object): void {
    const datum = this.#data.get(dataId);
    if (datum) datum.references++;
  }

  override refCount(dataId: object): number {
    return this.#data.get(dataId)?.references ?? 0;
  }

  override numDataIds(): number {
    return this.#data.size;
  }

  override memory(): { unreliable: boolean } {
    return { unreliable: false };
  }

  override floatPrecision(): 16 | 32 {
    return 32;
  }

  override timerAvailable(): boolean {
    return false;
  }

  override dispose(): void {}

  #hold({ shape, dtype }: TensorType, origin: Origin): TensorInfo {
    const value: Value = { shape: [...shape], dtype, origin };
    this.#recording.own(value);
    return this.#tensorOf(value);
  }

  #tensorOf(value: Value): TensorInfo {
    const dataId = {};
    this.#data.set(dataId, { value, references: 1 });
    return { dataId, shape: [...value.shape], dtype: value.dtype };
  }

  get #recording(): Recording {
    return this.#recordings.at(-1) as Recording;
  }

  #foreignValue({ dataId, shape, dtype }: TensorInfo): Value {
    const known = this.#foreignValues.get(dataId) ?? [];
    const same = known.find(
      (value) => value.dtype === dtype && util.arraysEqual([...value.shape], shape),
    );
    if (same) return same;
    const type = this.#requireDtype(dtype);
    const constant = this.#readForeign(dataId, type);
    const value: Value = { shape: [...shape], dtype: type, origin: { kind: 'constant', constant } };
    this.#foreignValues.set(dataId, [...known, value]);
    return value;
  }

  /** Reads where the numbers are; using the tensor in a kernel of this backend would have moved them here. */
  #readForeign(dataId: object, dtype: DataType): Constant {
    const read = this.#foreign.get(dataId) ?? {};
    if (!engine().state.tensorInfo.has(dataId)) {
      throw this.refuse(
        'a tensor is used that was disposed, or made while another step was captured',
        {
          scope: currentLayerScope(),
          fix: 'make weights and other tensors that last before the first step',
        },
      );
    }
    const constant = read[dtype] ?? constantFrom(engine().readSync(dataId) as Float32Array, dtype);
    this.#foreign.set(dataId, { ...read, [dtype]: constant });
    return constant;
  }

  #requireDtype(dtype: TfDataType): DataType {
    if (dtype === 'float32' || dtype === 'int32' || dtype === 'bool') return dtype;
    throw this.refuse(`a tensor of type ${dtype} is made`, { scope: currentLayerScope() });
  }

  #refuseReading(value: Value | undefined): CaptureError {
    const scope = currentLayerScope();
    const maker = value && this.#makers.get(value);
    const what =
      value?.origin.kind === 'input'
        ? `input "${value.origin.input.name}"`
        : `the result of ${maker?.kernel ?? 'a kernel'}${inLayer(maker?.scope ?? '')}`;
    return this.refuse(`the numbers of ${what} are read${inLayer(scope)}, and there are none yet`, {
      scope,
      ...(maker && { kernel: maker.kernel }),
    });
  }
}

const RUN_EAGERLY =
  'compute with tensor operations only (`where` instead of `if`), or compile with { jitCompile: false }';
