import { int32 } from '../wasm/bytes.ts';
import type { FunctionBuilder, Local } from '../wasm/function-builder.ts';
import type { ReductionKind } from './reduction-kind.ts';

/**
 * Variables in which a reduction gathers elements: one for each of the independent sums that are joined at the end, or
 * one for each vector of a block that is kept apart.
 */
export class Accumulator {
  readonly #f: FunctionBuilder;
  readonly #kind: ReductionKind;
  #locals: Local[] = [];
  /** Which variables hold something yet. */
  #isSet: boolean[] = [];

  constructor(f: FunctionBuilder, kind: ReductionKind) {
    this.#f = f;
    this.#kind = kind;
  }

  /** Takes variables, that nothing is in yet. */
  begin(count: number): void {
    this.#locals = this.#f.localsOf('v128', count);
    this.#isSet = this.#locals.map(() => false);
  }

  /** Puts into all variables what changes nothing. Before a loop, whose code cannot know whether it is the first time. */
  settle(): void {
    for (const [i, local] of this.#locals.entries()) {
      if (this.#isSet[i]) continue;
      this.#f.get(this.identity).set(local);
      this.#isSet[i] = true;
    }
  }

  /** Takes in the first lanes of a vector. */
  take(value: Local, lanes: number, slot: number): void {
    const f = this.#f;
    const index = slot % this.#locals.length;
    const local = this.#local(index);
    const masked = lanes < 4 ? this.#masked(value, lanes) : undefined;
    if (this.#isSet[index]) this.#kind.combine(f, local, masked ?? value);
    else f.get(masked ?? value);
    f.set(local);
    if (masked) f.release(masked);
    this.#isSet[index] = true;
  }

  /** Gathers in fresh variables what `body` takes in, then joins it with what was there: sums of sums round less. */
  apart(body: () => void): void {
    const f = this.#f;
    const totals = this.#locals;
    this.begin(totals.length);
    body();
    for (const [i, total] of totals.entries()) {
      this.#kind.combine(f, total, this.#local(i));
      f.set(total);
    }
    f.release(...this.#locals);
    this.#locals = totals;
    this.#isSet = totals.map(() => true);
  }

  get rounds(): boolean {
    return this.#kind.rounds;
  }

  /** All lanes of all variables in lane 0 of one, which is returned. */
  join(): Local {
    const f = this.#f;
    const { combine } = this.#kind;
    let rest = this.#locals.filter((_, i) => this.#isSet[i]);
    while (rest.length > 1) {
      const half = Math.ceil(rest.length / 2);
      for (const [i, b] of rest.slice(half).entries()) {
        const a = rest[i] as Local;
        combine(f, a, b);
        f.set(a);
      }
      rest = rest.slice(0, half);
    }
    const all = this.#local(this.#locals.indexOf(rest[0] as Local));
    const turned = f.local('v128');
    f.get(all).get(all).shuffle(2, 3, 0, 1).set(turned);
    combine(f, all, turned);
    f.tee(all).get(all).shuffle(1, 0, 3, 2).set(turned);
    combine(f, all, turned);
    f.set(all).release(turned);
    return all;
  }

  /** The variable of one vector of the block. */
  at(index: number): Local {
    return this.#local(index);
  }

  /** Adds what lies in memory to the variable of one vector. */
  combineWith(index: number, load: () => void): void {
    const f = this.#f;
    const stored = f.local('v128');
    const local = this.#local(index);
    load();
    f.set(stored);
    this.#kind.combine(f, stored, local);
    f.set(local).release(stored);
  }

  /** A variable with what changes nothing when combined. */
  get identity(): Local {
    return this.#f.constant(int32(this.#kind.identity));
  }

  end(): void {
    this.#f.release(...this.#locals);
    this.#locals = [];
  }

  /** A vector whose lanes from `lanes` on change nothing. */
  #masked(value: Local, lanes: number): Local {
    const f = this.#f;
    const at = (lane: number): number => (lane < lanes ? -1 : 0);
    const mask = (): FunctionBuilder => f.vectorI32(at(0), at(1), at(2), at(3));
    f.get(value);
    if (this.#kind.identity !== 0) f.get(this.identity);
    mask().op(this.#kind.identity === 0 ? 'v128.and' : 'v128.bitselect');
    const masked = f.local('v128');
    f.set(masked);
    return masked;
  }

  #local(index: number): Local {
    const local = this.#locals[index];
    if (!local) throw new RangeError(`no accumulator ${index}`);
    return local;
  }
}
