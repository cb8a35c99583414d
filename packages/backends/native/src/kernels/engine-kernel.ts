/**
 * Single operations by the engine: each becomes a program of one kernel call that works right in the memory of the
 * tensors, kept for the next call with the same shapes.
 */

import { shapeSize } from '@myelin/core';
import {
  type DataType,
  kernelProgram,
  optimize,
  scheduleProgram,
  type TensorType,
  UnsupportedProgramError,
} from '@myelin/program';
import type { NativeProgram, NativeSession } from '../binding/native-binding.ts';
import { serializeSchedule } from '../program/serialize-schedule.ts';
import { backendError, codeOf } from '../session/native-error.ts';
import { toWords, viewOf } from '../session/words.ts';

/** A kernel call with the numbers of its inputs, as tfjs keeps them: truth values as bytes. */
export interface EngineCall {
  readonly kernel: string;
  readonly inputs: Readonly<Record<string, TensorType & { readonly values: ArrayLike<number> }>>;
  readonly attributes: Readonly<Record<string, unknown>>;
}

export interface EngineResult extends TensorType {
  readonly values: Float32Array | Int32Array | Uint8Array;
}

/** Calls that are remembered, the latest used last. */
const MOST_REMEMBERED = 512;

interface Remembered {
  calls: number;
  /** Null for calls that the engine cannot do. */
  prepared: Prepared | null | undefined;
}

interface Prepared {
  readonly program: NativeProgram;
  readonly results: readonly TensorType[];
}

export class EngineKernels {
  readonly #session: NativeSession;
  readonly #remembered = new Map<string, Remembered>();

  constructor(session: NativeSession) {
    this.#session = session;
  }

  /** The results; undefined for calls that the engine cannot do, or that come for the first time. */
  run(call: EngineCall): readonly EngineResult[] | undefined {
    const remembered = this.#remember(keyOf(call));
    if (++remembered.calls < 2) return undefined;
    if (remembered.prepared === undefined) remembered.prepared = this.#prepare(call);
    const { prepared } = remembered;
    return prepared ? compute(prepared, call) : undefined;
  }

  #remember(key: string): Remembered {
    const known = this.#remembered.get(key);
    if (known) {
      this.#remembered.delete(key);
      this.#remembered.set(key, known);
      return known;
    }
    const [oldest] = this.#remembered.keys();
    if (this.#remembered.size >= MOST_REMEMBERED && oldest !== undefined) {
      this.#remembered.delete(oldest);
    }
    const fresh: Remembered = { calls: 0, prepared: undefined };
    this.#remembered.set(key, fresh);
    return fresh;
  }

  #prepare(call: EngineCall): Prepared | null {
    const program = kernelProgram(call);
    if (!program) return null;
    const schedule = scheduleProgram(optimize(program));
    try {
      const { text, constants } = serializeSchedule(schedule, { isExternal: true });
      const results = program.outputs.map(({ value: { shape, dtype } }) => ({ shape, dtype }));
      return { program: this.#session.load(text, constants), results };
    } catch (error) {
      if (codeOf(error) === 'Unsupported' || error instanceof UnsupportedProgramError) return null;
      throw backendError(error);
    }
  }
}

function compute({ program, results }: Prepared, { inputs }: EngineCall): EngineResult[] {
  const given = Object.values(inputs).map(({ values, dtype }) => toWords(values, dtype));
  const made = results.map(({ shape, dtype }) => memoryFor(shape, dtype));
  try {
    program.runOn([...given, ...made.map(viewOf)]);
  } catch (error) {
    throw backendError(error);
  }
  return results.map(({ shape, dtype }, i) => {
    const values = made[i] ?? memoryFor(shape, dtype);
    return { shape, dtype, values: dtype === 'bool' ? Uint8Array.from(values, isSet) : values };
  });
}

const memoryFor = (shape: readonly number[], dtype: DataType): Float32Array | Int32Array =>
  dtype === 'float32' ? new Float32Array(shapeSize(shape)) : new Int32Array(shapeSize(shape));

const isSet = (word: number): number => (word === 0 ? 0 : 1);

function keyOf({ kernel, inputs, attributes }: EngineCall): string {
  const types = Object.entries(inputs).map(
    ([name, { shape, dtype }]) => `${name}:${dtype}[${shape}]`,
  );
  return `${kernel}(${types}) ${JSON.stringify(attributes)}`;
}
