import { NdArray, StringArray } from '@myelin/core';

/** Arrays as nested lists, in the structure in which they stand. */
export function plain(element: unknown): unknown {
  if (element instanceof NdArray || element instanceof StringArray) return element.toArray();
  if (Array.isArray(element)) return element.map(plain);
  return Object.fromEntries(
    Object.entries(element as object).map(([name, child]) => [name, plain(child)]),
  );
}

/** The elements of one pass as nested lists. */
export async function plainElements(elements: AsyncIterable<unknown>): Promise<unknown[]> {
  const all: unknown[] = [];
  for await (const element of elements) all.push(plain(element));
  return all;
}
