/** Where the graph of a model begins and ends: what users give, checked, and what it is called. */

import {
  ArgumentError,
  describe,
  isPlainRecord,
  isSymbolic,
  resolveSymbolic,
  type SymbolicTensors,
} from '@myelin/core';
import type { InputSpec } from '../data/per-input.ts';
import { cutGraph, type GraphEnds } from './cut-graph.ts';
import { type Graph, symbolicLeaves } from './graph.ts';

/**
 * The ends of a graph; undefined for models that have none.
 *
 * @throws {@link ArgumentError} something in them is not symbolic, or an input is listed twice.
 */
export function endsOf(inputs: unknown, outputs: unknown): GraphEnds | undefined {
  if (inputs === undefined && outputs === undefined) return undefined;
  return cutGraph({
    inputs: requireDistinct(requireEnds('inputs', resolveSymbolic(inputs))),
    outputs: requireEnds('outputs', resolveSymbolic(outputs)),
  });
}

function requireEnds(option: 'inputs' | 'outputs', value: unknown): SymbolicTensors {
  const wrong = strangerIn(value);
  if (wrong === undefined) return value as SymbolicTensors;
  throw new ArgumentError({
    where: 'Model',
    problem: `\`${option}\` must be symbolic: Inputs and what layers made of them, received ${describe(wrong.value)}`,
    fix:
      option === 'inputs'
        ? 'pass for example new Input({ shape: [784] })'
        : 'pass what layer.apply(input) returned',
  });
}

/** Of two values for one input, one would be lost. */
function requireDistinct(inputs: SymbolicTensors): SymbolicTensors {
  const leaves = symbolicLeaves(inputs);
  const twice = leaves.find((one, i) => leaves.indexOf(one) < i);
  if (!twice) return inputs;
  throw new ArgumentError({
    where: 'Model',
    problem: `\`inputs\` must hold each input once, received "${twice.name}" twice`,
    fix: 'list it once; layers can take it as often as they like',
  });
}

/** The first thing in lists and records that is not symbolic; so is an empty list. */
function strangerIn(value: unknown): { readonly value: unknown } | undefined {
  if (isSymbolic(value)) return undefined;
  const children = Array.isArray(value) ? value : isPlainRecord(value) ? Object.values(value) : [];
  if (children.length === 0) return { value };
  for (const child of children) {
    const stranger = strangerIn(child);
    if (stranger) return stranger;
  }
  return undefined;
}

/** Keys of a record; else the names of the layers, numbered where one layer has several. */
export function namesOf(symbols: SymbolicTensors | undefined): readonly string[] {
  if (symbols === undefined) return [];
  if (!isSymbolic(symbols) && !Array.isArray(symbols)) {
    const record = symbols as Readonly<Record<string, SymbolicTensors>>;
    const keys = Object.keys(record).sort();
    if (keys.every((key) => isSymbolic(record[key]))) return keys;
  }
  const used = new Map<string, number>();
  return symbolicLeaves(symbols).map(({ name }) => {
    const count = used.get(name) ?? 0;
    used.set(name, count + 1);
    return count === 0 ? name : `${name}_${count}`;
  });
}

/** Names, shapes and element types of the inputs. */
export function specOf({ inputs, inputShapes }: Graph, names: readonly string[]): InputSpec {
  const types = symbolicLeaves(inputs).map(({ dtype }) => dtype);
  return { names, shapes: inputShapes, types };
}
