/** Lists and plain records, nested at will, of values of any kind: the arguments of calls, and what objects hold. */

/** An object that is nothing but names with values: no list, no tensor, nothing of a class. */
export function isPlainRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** What stands in lists and plain records, in order. */
export function plainLeaves(value: unknown): unknown[] {
  if (Array.isArray(value)) return value.flatMap(plainLeaves);
  return isPlainRecord(value) ? Object.values(value).flatMap(plainLeaves) : [value];
}

/** `value` with `change` of everything that stands in its lists and plain records. */
export function mapPlain(value: unknown, change: (leaf: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => mapPlain(item, change));
  if (!isPlainRecord(value)) return change(value);
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, mapPlain(item, change)]),
  );
}
