/** How many elements lie at the two ends of each spatial axis: what cropping takes away, and padding adds. */

import { ArgumentError, describe } from '@myelin/core';
import type { AxisCount } from '../spatial/per-axis.ts';

/** Numbers of elements at both ends of an axis. */
export type Edge = readonly [before: number, after: number];

/** One number stands for both ends. */
export type EdgeLike = number | Edge;

/** For height and width; one number stands for all four edges. */
export type ImageEdges = number | readonly [height: EdgeLike, width: EdgeLike];

/** For depth, height and width; one number stands for all six edges. */
export type VolumeEdges = number | readonly [depth: EdgeLike, height: EdgeLike, width: EdgeLike];

const bothEnds = (value: unknown): unknown => (typeof value === 'number' ? [value, value] : value);

/** Options with both ends of every axis written out, which is how Keras's files have them. */
export function withEdges<Options extends object>(
  options: Options,
  name: keyof Options,
  axes: AxisCount,
): Options {
  const value: unknown = options?.[name];
  if (value === undefined) return options;
  if (axes === 1) return { ...options, [name]: bothEnds(value) };
  const listed = typeof value === 'number' ? Array<number>(axes).fill(value) : value;
  return { ...options, [name]: Array.isArray(listed) ? listed.map(bothEnds) : listed };
}

/**
 * The edges of each axis, of an option written out.
 *
 * @throws {@link ArgumentError} it does not hold two whole numbers of at least 0 for each axis.
 */
export function requireEdges(
  where: string,
  option: string,
  value: unknown,
  axes: AxisCount,
): readonly Edge[] {
  const edges = axes === 1 ? [value] : value;
  if (Array.isArray(edges) && edges.length === axes && edges.every(isEdge)) return edges;
  const list = axes === 2 ? 'a pair of them' : 'a list of three';
  const each = axes === 1 ? 'a pair of them' : `${list}, each of which may be a pair`;
  throw new ArgumentError({
    where,
    problem: `\`${option}\` must be a whole number of at least 0, or ${each}, received ${describe(value)}`,
    fix: `pass for example { ${option}: ${EXAMPLES[axes]} }`,
  });
}

function isEdge(value: unknown): value is Edge {
  return Array.isArray(value) && value.length === 2 && value.every(isCount);
}

const isCount = (n: unknown): boolean => Number.isSafeInteger(n) && (n as number) >= 0;

const EXAMPLES = { 1: '[1, 2]', 2: '[[1, 2], [0, 1]]', 3: '[[1, 2], [0, 1], [1, 1]]' } as const;
