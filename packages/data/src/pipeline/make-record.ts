/** A record of these names. One that plain objects keep for themselves, `__proto__`, is a name as others. */
export function makeRecord(
  names: readonly string[],
  valueAt: (place: number) => unknown,
): Record<string, unknown> {
  const record: Record<string, unknown> = {};
  for (let i = 0; i < names.length; i++) {
    const name = names[i] as string;
    const value = valueAt(i);
    // Assignment is much faster than Object.fromEntries, and there is one record for each element.
    if (name !== '__proto__') record[name] = value;
    else Object.defineProperty(record, name, { value, enumerable: true });
  }
  return record;
}
