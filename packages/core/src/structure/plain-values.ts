/** Lists and plain records, nested at will, of values of any kind: the arguments of calls, and what objects hold. */

import { ArgumentError } from '../errors/myelin-error.ts';

/** Lists and records inside one another; a list may hold itself. */
const DEEPEST = 100;

/** An object that is nothing but names with values: no list, no tensor, nothing of a class. */
export function isPlainRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** What stands in lists and plain records, in order. */
export function plainLeaves(value: unknown, depth = 0): unknown[] {
  requireShallow(depth);
  const inside = (item: unknown): unknown[] => plainLeaves(item, depth + 1);
  if (Array.isArray(value)) return value.flatMap(inside);
  return isPlainRecord(value) ? Object.values(value).flatMap(inside) : [value];
}

/** `value` with `change` of everything that stands in its lists and plain records. */
export function mapPlain(value: unknown, change: (leaf: unknown) => unknown, depth = 0): unknown {
  requireShallow(depth);
  if (Array.isArray(value)) return value.map((item) => mapPlain(item, change, depth + 1));
  if (!isPlainRecord(value)) return change(value);
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, mapPlain(item, change, depth + 1)]),
  );
}

function requireShallow(depth: number): void {
  if (depth <= DEEPEST) return;
  throw new ArgumentError({
    where: 'structure',
    problem: `lists and records can be nested ${DEEPEST} deep, received deeper ones`,
    fix: 'pass tensors, or lists with at most as many levels as a tensor has axes',
  });
}
