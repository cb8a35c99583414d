import { describe } from '../errors/describe.ts';
import { ArgumentError } from '../errors/myelin-error.ts';

/** What layers take and give: one thing, a list of them, or a record of them by name, nested at will. */

export type Structure<Leaf> =
  | Leaf
  | readonly Structure<Leaf>[]
  | { readonly [name: string]: Structure<Leaf> };

/** The structure `S` with other things at its leaves. */
export type WithLeaves<S, Leaf, NewLeaf> = [Structure<Leaf>] extends [S]
  ? Structure<NewLeaf>
  : S extends Leaf
    ? NewLeaf
    : { readonly [Key in keyof S]: WithLeaves<S[Key], Leaf, NewLeaf> };

/** How the leaves of a structure are told from lists and records. */
export type IsLeaf<Leaf> = (value: unknown) => value is Leaf;

/** The leaves, in the order of lists; those of records in the order of their names, as in Keras. */
export function leavesOf<Leaf>(structure: Structure<Leaf>, isLeaf: IsLeaf<Leaf>): Leaf[] {
  if (isLeaf(structure)) return [structure];
  return childrenOf<Leaf>(structure).flatMap(([, child]) => leavesOf(child, isLeaf));
}

/** The structure with `change` of each leaf in its place, in the order of {@link leavesOf}. */
export function mapLeaves<Leaf, NewLeaf>(
  structure: Structure<Leaf>,
  isLeaf: IsLeaf<Leaf>,
  change: (leaf: Leaf, path: string) => NewLeaf,
  path = '',
): Structure<NewLeaf> {
  if (isLeaf(structure)) return change(structure, path);
  const entries = childrenOf<Leaf>(structure).map(
    ([name, child]) =>
      [name, mapLeaves(child, isLeaf, change, path === '' ? name : `${path}.${name}`)] as const,
  );
  return Array.isArray(structure) ? entries.map(([, item]) => item) : Object.fromEntries(entries);
}

/** The structure with other leaves: `leaves` in the order of {@link leavesOf}. */
export function withLeaves<Leaf, NewLeaf>(
  structure: Structure<Leaf>,
  isLeaf: IsLeaf<Leaf>,
  leaves: readonly NewLeaf[],
): Structure<NewLeaf> {
  let next = 0;
  return mapLeaves(structure, isLeaf, () => leaves[next++] as NewLeaf);
}

/** Lists element by element, records by the order of their names. */
function childrenOf<Leaf>(
  branch: Structure<Leaf>,
): readonly (readonly [string, Structure<Leaf>])[] {
  if (Array.isArray(branch)) return branch.map((child, i) => [String(i), child]);
  if (typeof branch !== 'object' || branch === null) {
    throw new ArgumentError({
      where: 'structure',
      problem: `tensors must stand alone, in lists or in records, received ${describe(branch)} among them`,
      fix: 'pass for example [first, second] or { images, labels }',
    });
  }
  const record = branch as Readonly<Record<string, Structure<Leaf>>>;
  return Object.keys(record)
    .sort()
    .map((name) => [name, record[name] as Structure<Leaf>]);
}
