/** Small linear maps on vectors, four channels at a time. */

import type { FunctionBuilder, Local } from '../../wasm/function-builder.ts';

/** From a few elements to a few others. */
export interface LinearMap {
  readonly inputs: number;
  readonly outputs: number;
  apply(sums: Sums, inputs: readonly Local[]): readonly Local[];
}

/** Loads the inputs of a map, applies it, and gives its variables back after `use`. */
export function emitMap(
  f: FunctionBuilder,
  map: LinearMap,
  relaxedMadd: boolean,
  load: (input: number) => void,
  use: (outputs: readonly Local[], inputs: readonly Local[]) => void,
): void {
  const inputs = f.localsOf('v128', map.inputs);
  for (const [i, input] of inputs.entries()) {
    load(i);
    f.set(input);
  }
  const sums = new Sums(f, relaxedMadd);
  use(map.apply(sums, inputs), inputs);
  sums.release();
  f.release(...inputs);
}

/** Writes sums into new variables. */
class Sums {
  readonly #f: FunctionBuilder;
  readonly #relaxedMadd: boolean;
  readonly #made: Local[] = [];

  constructor(f: FunctionBuilder, relaxedMadd: boolean) {
    this.#f = f;
    this.#relaxedMadd = relaxedMadd;
  }

  release(): void {
    this.#f.release(...this.#made);
  }

  add(a: Local, b: Local): Local {
    this.#f.get(a).get(b).op('f32x4.add');
    return this.#set();
  }

  subtract(a: Local, b: Local): Local {
    this.#f.get(a).get(b).op('f32x4.sub');
    return this.#set();
  }

  scale(factor: number, a: Local): Local {
    this.#f.get(a).splat(factor).op('f32x4.mul');
    return this.#set();
  }

  /** `a + factor · b` */
  addScaled(a: Local, factor: number, b: Local): Local {
    if (factor === 1) return this.add(a, b);
    if (factor === -1) return this.subtract(a, b);
    const f = this.#f;
    if (this.#relaxedMadd) f.get(b).splat(factor).get(a).op('f32x4.relaxed_madd');
    else f.get(a).get(b).splat(factor).op('f32x4.mul').op('f32x4.add');
    return this.#set();
  }

  #set(): Local {
    const local = this.#f.local('v128');
    this.#made.push(local);
    this.#f.set(local);
    return local;
  }
}
