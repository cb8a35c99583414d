import { shapeSize } from '@myelin/core';
import type { Constant, DataType, ProgramInput, Value } from '@myelin/program';
import type { Slot } from './serialized.ts';

/** The pieces of memory of a program, each taken when it is first asked for. */
export class SlotTable {
  readonly slots: Slot[];
  readonly #numbers = new Map<string | Value, number>();
  readonly #compressible: ReadonlySet<Value>;
  readonly #isExternal: boolean;
  readonly #elements: Uint32Array[] = [];
  #elementCount = 0;

  constructor(workingBytes: number, compressible: ReadonlySet<Value>, isExternal: boolean) {
    this.slots = [{ kind: 'working', words: Math.ceil(workingBytes / 4) }];
    this.#compressible = compressible;
    this.#isExternal = isExternal;
  }

  /** The memory of values that only tasks see. */
  get working(): number {
    return 0;
  }

  state(name: string, { shape }: Value): number {
    return this.#find(`state ${name}`, { kind: 'state', name, words: shapeSize(shape) });
  }

  input({ name, role }: ProgramInput, value: Value): number {
    const { shape, dtype } = value;
    const words = shapeSize(shape);
    if (this.#isExternal) return this.#find(`input ${name}`, { kind: 'external', words, dtype });
    const kind = role === 'batch' || role === 'step' ? role : 'parameter';
    const compressible = this.#compressible.has(value);
    return this.#find(`input ${name}`, { kind, name, words, dtype, compressible });
  }

  result(name: string, { shape }: Value): number {
    const kind = this.#isExternal ? 'external' : 'result';
    return this.#find(`result ${name}`, { kind, name, words: shapeSize(shape) });
  }

  /** A word that holds the number of a step. */
  index(): number {
    return this.slots.push({ kind: 'index', words: 1, dtype: 'int32' }) - 1;
  }

  constant(value: Value): number {
    const known = this.#numbers.get(value);
    if (known !== undefined) return known;
    const { origin, dtype, shape } = value;
    if (origin.kind !== 'constant') throw new RangeError('a value among constants is none');
    const { constant } = origin;
    const words = shapeSize(shape);
    if (constant.kind === 'fill') {
      return this.#find(value, { kind: 'constant', words, fill: fillBits(constant.value, dtype) });
    }
    const at = this.#elementCount;
    this.#elements.push(wordsOf(constant.elements, dtype));
    this.#elementCount += words;
    return this.#find(value, { kind: 'constant', words, at });
  }

  /** The elements of constants, one after the other. */
  constants(): Uint32Array {
    const all = new Uint32Array(this.#elementCount);
    let at = 0;
    for (const words of this.#elements) {
      all.set(words, at);
      at += words.length;
    }
    return all;
  }

  #find(key: string | Value, slot: Slot): number {
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const number = this.slots.push(slot) - 1;
    this.#numbers.set(key, number);
    return number;
  }
}

/** A number as it lies in memory. */
export function fillBits(value: number, dtype: DataType): number {
  if (dtype === 'float32') return new Uint32Array(Float32Array.of(value).buffer)[0] as number;
  return (dtype === 'bool' ? (value === 0 ? 0 : -1) : value) >>> 0;
}

function wordsOf(
  elements: Extract<Constant, { kind: 'elements' }>['elements'],
  dtype: DataType,
): Uint32Array {
  if (dtype === 'bool') return Uint32Array.from(elements, (value) => fillBits(value, dtype));
  const numbers = dtype === 'float32' ? Float32Array.from(elements) : Int32Array.from(elements);
  return new Uint32Array(numbers.buffer);
}
