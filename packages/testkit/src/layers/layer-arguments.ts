/** What a layer is called with: its inputs, and further arguments such as masks and states, as arrays. */

import {
  isShape,
  type KnownShape,
  mapLeaves,
  NdArray,
  type Shape,
  StringArray,
  type Structure,
  type Tensor,
  type Tensors,
  tensor,
} from '@myelin/core';

export type AnyArray = NdArray | StringArray;

/** Arguments of a call. Arrays stand in `call` alone, in lists and in records. */
export interface LayerArguments {
  readonly input: Structure<AnyArray>;
  readonly call: Readonly<Record<string, unknown>>;
}

/** Arguments of a call on a backend. */
export interface TensorArguments {
  readonly input: Tensors;
  readonly call: Readonly<Record<string, unknown>>;
}

/** An array among arguments, and where it is: `the input`, `the input 1`, `the argument initialState.0`. */
export interface NamedArray {
  readonly name: string;
  readonly array: AnyArray;
}

/** All arrays of a call, inputs first. */
export function arraysIn({ input, call }: LayerArguments): NamedArray[] {
  const found: NamedArray[] = [];
  const note = (kind: string) => (array: AnyArray, path: string) => {
    found.push({ name: path === '' ? kind : `${kind} ${path}`, array });
    return array;
  };
  mapLeaves<AnyArray, AnyArray>(input, isArray, note('the input'));
  replaceArrays(call, note('the argument'));
  return found;
}

/** The arguments with tensors in place of arrays; `given` in the order of {@link arraysIn}. */
export function withTensors(
  { input, call }: LayerArguments,
  given: readonly Tensor[],
): TensorArguments {
  let next = 0;
  const take = (): Tensor => given[next++] as Tensor;
  return {
    input: mapLeaves<AnyArray, Tensor>(input, isArray, take),
    call: replaceArrays(call, take) as TensorArguments['call'],
  };
}

/** The arguments as tensors that hold the arrays. */
export function tensorArguments(given: LayerArguments): TensorArguments {
  return withTensors(
    given,
    arraysIn(given).map(({ array }) => tensor(array)),
  );
}

/** Shapes of the inputs. */
export function inputShapes({ input }: LayerArguments): Structure<KnownShape> {
  return mapLeaves<AnyArray, KnownShape>(input, isArray, ({ shape }) => shape);
}

/** Shapes with an unknown batch size. */
export function openBatch(shapes: Structure<Shape>): Structure<Shape> {
  return mapLeaves<Shape, Shape>(shapes, isShape, (shape) => [null, ...shape.slice(1)]);
}

export function isArray(value: unknown): value is AnyArray {
  return value instanceof NdArray || value instanceof StringArray;
}

function replaceArrays(
  value: unknown,
  change: (array: AnyArray, path: string) => unknown,
  path = '',
): unknown {
  const at = (key: string): string => (path === '' ? key : `${path}.${key}`);
  if (isArray(value)) return change(value, path);
  if (Array.isArray(value)) return value.map((item, i) => replaceArrays(item, change, at(`${i}`)));
  if (Object.getPrototypeOf(value ?? 0) !== Object.prototype) return value;
  return Object.fromEntries(
    Object.entries(value as object).map(([key, item]) => [
      key,
      replaceArrays(item, change, at(key)),
    ]),
  );
}
