/**
 * Writes the body of one WebAssembly function, instruction by instruction.
 *
 * Each method adds instructions for the stack machine and returns the builder, so that code reads in the order in
 * which it runs: `f.get(a).get(b).op('f32x4.add').set(c)`.
 */

import { float32, float64, int32, signed, unsigned } from './bytes.ts';
import {
  type LaneInstruction,
  type LaneMemoryInstruction,
  lane,
  laneMemory,
  type MemoryInstruction,
  memory,
  type PlainInstruction,
  plain,
  type VectorInstruction,
  vector,
} from './instructions.ts';
import { type MovingAddress, MovingAddresses } from './moving-addresses.ts';
import { type ValueType, valueType } from './value-type.ts';

/** A local variable of a function, parameters included. */
export interface Local {
  readonly type: ValueType;
  readonly index: number;
}

/** What a call can name. */
export interface Callable {
  readonly index: number;
}

/** A number, or code that leaves one on the stack. */
export type Operand = number | Local | (() => void);

const EMPTY_BLOCK = 0x40;

export class FunctionBuilder implements Callable {
  readonly index: number;
  readonly parameters: readonly Local[];
  readonly results: readonly ValueType[];
  readonly #locals: ValueType[] = [];
  readonly #free = new Map<ValueType, Local[]>();
  readonly #constants = new Map<string, Local>();
  readonly #prologue: number[] = [];
  readonly #moving: MovingAddresses;
  readonly #movements = new Map<number, Local>();
  #code: number[] = [];

  constructor(
    index: number,
    parameters: readonly ValueType[],
    results: readonly ValueType[],
    moving: MovingAddresses = new MovingAddresses(),
  ) {
    this.index = index;
    this.#moving = moving;
    this.parameters = parameters.map((type, i) => ({ type, index: i }));
    this.results = results;
  }

  /** Parameter `i`. */
  parameter(i: number): Local {
    const local = this.parameters[i];
    if (!local) throw new RangeError(`the function has no parameter ${i}`);
    return local;
  }

  /** A variable to use; its value is unknown until set. */
  local(type: ValueType): Local {
    const free = this.#free.get(type)?.pop();
    if (free) return free;
    this.#locals.push(type);
    return { type, index: this.parameters.length + this.#locals.length - 1 };
  }

  /** Several variables of one type. */
  localsOf(type: ValueType, count: number): Local[] {
    return Array.from({ length: count }, () => this.local(type));
  }

  /** Gives variables back for later use. */
  release(...locals: readonly Local[]): this {
    for (const local of locals) {
      const free = this.#free.get(local.type);
      if (free) free.push(local);
      else this.#free.set(local.type, [local]);
    }
    return this;
  }

  get(local: Local): this {
    return this.#emit(0x20, ...unsigned(local.index));
  }

  set(local: Local): this {
    return this.#emit(0x21, ...unsigned(local.index));
  }

  tee(local: Local): this {
    return this.#emit(0x22, ...unsigned(local.index));
  }

  /** Leaves a number or the value of a variable on the stack, or runs code that does. */
  push(operand: Operand): this {
    if (typeof operand === 'number') return this.i32(operand);
    if (typeof operand === 'function') {
      operand();
      return this;
    }
    return this.get(operand);
  }

  /** A whole number, or an address, which may move. */
  i32(value: number): this {
    const moving = this.#moving.partsOf(value);
    if (!moving) return this.#emit(0x41, ...signed(value));
    this.#emit(0x41, ...signed(moving.first));
    return this.get(this.#movement(moving)).op('i32.add');
  }

  i64(value: number): this {
    return this.#emit(0x42, ...signed(value));
  }

  f32(value: number): this {
    return this.#emit(0x43, ...float32(value));
  }

  f64(value: number): this {
    return this.#emit(0x44, ...float64(value));
  }

  /** Four equal floats. Kept in a variable that is set once, when the function begins. */
  splat(value: number): this {
    return this.get(this.constant(float32(value)));
  }

  /** Four equal whole numbers, kept likewise. */
  splatI32(value: number): this {
    return this.get(this.constant(int32(value)));
  }

  /** Four whole numbers, kept likewise. */
  vectorI32(...values: readonly [number, number, number, number]): this {
    return this.get(this.constant(values.flatMap(int32)));
  }

  /** Four floats, kept likewise. */
  vectorF32(...values: readonly [number, number, number, number]): this {
    return this.get(this.constant(values.flatMap(float32)));
  }

  /** Two equal doubles, kept likewise. */
  splatF64(value: number): this {
    const bytes = float64(value);
    return this.get(this.constant([...bytes, ...bytes]));
  }

  /** The variable that holds 16 constant bytes (or 4, repeated). */
  constant(bytes: readonly number[]): Local {
    const all = bytes.length === 4 ? [...bytes, ...bytes, ...bytes, ...bytes] : bytes;
    const key = all.join();
    const known = this.#constants.get(key);
    if (known) return known;
    this.#locals.push('v128');
    const local: Local = {
      type: 'v128',
      index: this.parameters.length + this.#locals.length - 1,
    };
    this.#constants.set(key, local);
    this.#prologue.push(0xfd, 12, ...all, 0x21, ...unsigned(local.index));
    return local;
  }

  op(name: PlainInstruction | VectorInstruction): this {
    if (name in plain) return this.#emit(plain[name as PlainInstruction]);
    return this.#emit(0xfd, ...unsigned(vector[name as VectorInstruction]));
  }

  /** A load or store at the address on the stack plus `offset`, which may be an address that moves. */
  memory(name: MemoryInstruction, offset = 0): this {
    const moving = this.#moving.partsOf(offset);
    if (moving) {
      const stored = storedType(name);
      if (stored) this.#underneath(stored, moving);
      else this.get(this.#movement(moving)).op('i32.add');
      return this.memory(name, moving.first);
    }
    const { prefix, code, align } = memory[name];
    if (prefix === undefined) return this.#emit(code, align, ...unsigned(offset));
    return this.#emit(prefix, ...unsigned(code), align, ...unsigned(offset));
  }

  load(offset = 0): this {
    return this.memory('v128.load', offset);
  }

  /** Loads one float and repeats it four times. */
  loadSplat(offset = 0): this {
    return this.memory('v128.load32_splat', offset);
  }

  store(offset = 0): this {
    return this.memory('v128.store', offset);
  }

  laneMemory(name: LaneMemoryInstruction, offset: number, index: number): this {
    const moving = this.#moving.partsOf(offset);
    if (moving) {
      this.#underneath('v128', moving);
      return this.laneMemory(name, moving.first, index);
    }
    const { code, align } = laneMemory[name];
    return this.#emit(0xfd, ...unsigned(code), align, ...unsigned(offset), index);
  }

  /** Stores the first 1 to 4 lanes of `value` at `address` + `offset`. */
  storeLanes(address: Local, value: Local, lanes: number, offset = 0): this {
    if (lanes === 4) return this.get(address).get(value).store(offset);
    if (lanes >= 2) this.get(address).get(value).laneMemory('v128.store64_lane', offset, 0);
    const rest = lanes & 1;
    if (rest === 0) return this;
    const done = lanes - rest;
    return this.get(address)
      .get(value)
      .laneMemory('v128.store32_lane', offset + 4 * done, done);
  }

  lane(name: LaneInstruction, index: number): this {
    return this.#emit(0xfd, ...unsigned(lane[name]), index);
  }

  /** Picks four 32-bit lanes out of two vectors: 0 to 3 of the first, 4 to 7 of the second. */
  shuffle(...lanes: readonly [number, number, number, number]): this {
    const bytes = lanes.flatMap((l) => [4 * l, 4 * l + 1, 4 * l + 2, 4 * l + 3]);
    return this.#emit(0xfd, 13, ...bytes);
  }

  call(target: Callable): this {
    return this.#emit(0x10, ...unsigned(target.index));
  }

  /** `memory.fill`: address, byte and length lie on the stack. */
  fill(): this {
    return this.#emit(0xfc, 11, 0);
  }

  /** `memory.copy`: destination, source and length lie on the stack. */
  copy(): this {
    return this.#emit(0xfc, 10, 0, 0);
  }

  /** A block whose start {@link branch} and {@link branchIf} go back to; depth 0 is the innermost. */
  loop(body: () => void): this {
    this.#emit(0x03, EMPTY_BLOCK);
    body();
    return this.#emit(0x0b);
  }

  /** A block whose end {@link branch} and {@link branchIf} go to. */
  block(body: () => void): this {
    this.#emit(0x02, EMPTY_BLOCK);
    body();
    return this.#emit(0x0b);
  }

  /** The condition lies on the stack. */
  ifElse(then: () => void, otherwise?: () => void): this {
    this.#emit(0x04, EMPTY_BLOCK);
    then();
    if (otherwise) {
      this.#emit(0x05);
      otherwise();
    }
    return this.#emit(0x0b);
  }

  branch(depth: number): this {
    return this.#emit(0x0c, ...unsigned(depth));
  }

  branchIf(depth: number): this {
    return this.#emit(0x0d, ...unsigned(depth));
  }

  /**
   * Counts `counter` from `from` up to `to`, not included, by `step`. Runs at least once: the caller knows that
   * `from < to`, and that the difference is a multiple of `step`.
   */
  count(counter: Local, from: Operand, to: Operand, step: number, body: () => void): this {
    this.push(from).set(counter);
    return this.loop(() => {
      body();
      this.get(counter).i32(step).op('i32.add').tee(counter).push(to).op('i32.ne').branchIf(0);
    });
  }

  /** Runs `body` `times` times, known now; once without a loop, never for 0. */
  repeat(times: number, body: () => void): this {
    if (times <= 0) return this;
    if (times === 1) {
      body();
      return this;
    }
    const counter = this.local('i32');
    this.i32(times).set(counter);
    this.loop(() => {
      body();
      this.get(counter).i32(1).op('i32.sub').tee(counter).branchIf(0);
    });
    return this.release(counter);
  }

  /** Adds a constant to a variable. */
  advance(local: Local, by: number): this {
    return by === 0 ? this : this.get(local).i32(by).op('i32.add').set(local);
  }

  /** The body as it stands in a module: locals, code, end. */
  encode(): number[] {
    const groups: number[][] = [];
    let count = 0;
    for (const [i, type] of this.#locals.entries()) {
      count++;
      if (this.#locals[i + 1] === type) continue;
      groups.push([...unsigned(count), valueType[type]]);
      count = 0;
    }
    const head = [...unsigned(groups.length), ...groups.flat(), ...this.#prologue];
    const size = head.length + this.#code.length + 1;
    return unsigned(size).concat(head, this.#code, [0x0b]);
  }

  /** The variable with what an address moves by, set when the function begins. */
  #movement({ movement, terms }: MovingAddress): Local {
    const known = this.#movements.get(movement);
    if (known) return known;
    this.#locals.push('i32');
    const local: Local = {
      type: 'i32',
      index: this.parameters.length + this.#locals.length - 1,
    };
    this.#movements.set(movement, local);
    for (const [i, { parameter, stride }] of terms.entries()) {
      this.#prologue.push(0x20, ...unsigned(this.parameter(parameter).index));
      this.#prologue.push(0x41, ...signed(stride), plain['i32.mul']);
      if (i > 0) this.#prologue.push(plain['i32.add']);
    }
    this.#prologue.push(0x21, ...unsigned(local.index));
    return local;
  }

  /** Moves the address that lies on the stack under a value. */
  #underneath(type: ValueType, moving: MovingAddress): void {
    const value = this.local(type);
    this.set(value).get(this.#movement(moving)).op('i32.add').get(value).release(value);
  }

  #emit(...bytes: readonly number[]): this {
    for (const byte of bytes) this.#code.push(byte);
    return this;
  }
}

/** Type of the value that a store takes; undefined for loads. */
function storedType(name: MemoryInstruction): ValueType | undefined {
  if (!name.includes('store')) return undefined;
  if (name.startsWith('v128')) return 'v128';
  return name.startsWith('f32') ? 'f32' : 'i32';
}
