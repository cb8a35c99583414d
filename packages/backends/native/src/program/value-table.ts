import type { Value } from '@myelin/program';
import type { Environment } from './environment.ts';
import type { SerializedValue } from './serialized.ts';
import { fillBits } from './slot-table.ts';

/** The values of a program, numbered in the order in which they are met. */
export class ValueTable {
  readonly values: SerializedValue[] = [];
  readonly #numbers = new Map<Value, number>();

  number(value: Value, environment: Environment): number {
    const known = this.#numbers.get(value);
    if (known !== undefined) return known;
    const root = environment.rootOf(value);
    const rootNumber = root === value ? this.values.length : this.number(root, environment);
    const { shape, dtype } = value;
    const place = environment.findPlace(value);
    const { origin } = root;
    const constant = origin.kind === 'constant' ? origin.constant : undefined;
    const number = this.values.length;
    this.values.push({
      shape,
      dtype,
      root: rootNumber,
      ...(place && { place }),
      ...(constant?.kind === 'fill' && { fill: fillBits(constant.value, dtype) }),
    });
    this.#numbers.set(value, number);
    return number;
  }
}
