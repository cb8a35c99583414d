/** What is the same in all steps is not handed in anew, nor carried, nor put out step by step. */

import type { Program, Value } from '../../ir/program.ts';
import {
  BodyInputs,
  type HandedIn,
  isScan,
  type ScanParts,
  scanOperation,
  scanParts,
} from '../../ir/scan-operation.ts';
import { substitute } from '../../ir/substitute.ts';
import { filled, fillOf, isConstant } from '../rewriting/constants.ts';
import { operand } from '../rewriting/operands.ts';
import type { OperationMaker } from '../rewriting/operation-maker.ts';
import { rewriteProgram } from '../rewriting/rewrite-program.ts';

export function simplifyLoops(program: Program): Program {
  return rewriteProgram(program, (operation, make) => {
    if (!isScan(operation)) return undefined;
    const parts = scanParts(operation);
    const loop = new LoopSimplifier(parts, make);
    if (!loop.isChanged) return undefined;
    const simpler = scanOperation(loop.parts);
    make.replace(operation, simpler);
    return operation.outputs.map((output) => loop.results.get(output)?.() ?? output);
  });
}

class LoopSimplifier {
  readonly parts: ScanParts;
  /** What stands for results that the loop has no more; made after it. */
  readonly results = new Map<Value, () => Value>();
  readonly #make: OperationMaker;
  readonly #replaced = new Map<Value, Value>();
  readonly #inputs: BodyInputs;

  constructor(parts: ScanParts, make: OperationMaker) {
    this.#make = make;
    this.#inputs = new BodyInputs([
      ...parts.carried.map(({ before }) => before),
      ...[...parts.sequences, ...parts.constants].map(({ inner }) => inner),
      parts.index,
    ]);
    const fixed: HandedIn[] = [...parts.constants];
    const sequences = unique(parts.sequences, this.#replaced).filter(
      (one) => !this.#isSame(one, fixed),
    );
    const carried = parts.carried.filter(({ initial, before, after, final }) => {
      const fill = fillOf(initial);
      const isKept = fill !== undefined && Object.is(fillOf(after), fill);
      if (before !== after && !isKept) return true;
      this.#fix(initial, before, fixed);
      this.results.set(final, () => initial);
      return false;
    });
    const constants = unique(fixed, this.#replaced).filter(({ outer, inner }) => {
      if (!isConstant(outer)) return true;
      this.#replaced.set(inner, outer);
      return false;
    });
    const now = (value: Value): Value => {
      const next = this.#replaced.get(value);
      return next ? now(next) : value;
    };
    for (const value of this.#replaced.keys()) this.#replaced.set(value, now(value));
    const outer = new Map(sequences.map((one) => [one.inner, one.outer]));
    const same = new Map(constants.map((one) => [one.inner, one.outer]));
    const made = new Map<Value, Value>();
    const stacked = parts.stacked
      .map((one) => ({ ...one, inner: now(one.inner) }))
      .filter(({ inner, outer: stack }) => {
        const known = outer.get(inner) ?? made.get(inner);
        const repeated = same.get(inner) ?? (fillOf(inner) !== undefined ? inner : undefined);
        if (known) this.results.set(stack, () => known);
        else if (repeated) this.results.set(stack, () => this.#repeat(repeated, stack));
        else made.set(inner, stack);
        return !known && !repeated;
      });
    this.parts = {
      ...parts,
      carried: carried.map((one) => ({ ...one, after: now(one.after) })),
      sequences,
      constants,
      stacked,
      operations: substitute(parts.operations, this.#replaced),
    };
  }

  get isChanged(): boolean {
    return this.#replaced.size > 0 || this.results.size > 0;
  }

  /** Whether all entries of a sequence are one value, which becomes a constant of the loop. */
  #isSame({ outer, inner }: HandedIn, fixed: HandedIn[]): boolean {
    const fill = fillOf(outer);
    if (fill !== undefined) {
      this.#replaced.set(inner, filled(fill, inner.shape, inner.dtype));
      return true;
    }
    const repeat = this.#make.madeBy('BroadcastTo', outer);
    if (!repeat) return false;
    const source = operand(repeat, 0);
    const missing = outer.shape.length - source.shape.length;
    if (missing === 0 && source.shape[0] !== 1) return false;
    const entry = missing === 0 ? source.shape.slice(1) : source.shape;
    const one = this.#make.broadcast(this.#make.reshape(source, entry), inner.shape);
    this.#fix(one, inner, fixed);
    return true;
  }

  /** Hands a value in as a constant. */
  #fix(outer: Value, before: Value, fixed: HandedIn[]): void {
    const inner = this.#inputs.add('constant', before);
    fixed.push({ outer, inner });
    this.#replaced.set(before, inner);
  }

  /** One value as that of each step. */
  #repeat(value: Value, { shape, dtype }: Value): Value {
    const fill = fillOf(value);
    if (fill !== undefined) return filled(fill, shape, dtype);
    return this.#make.broadcast(this.#make.reshape(value, [1, ...value.shape]), shape);
  }
}

/** Values that are handed in twice are handed in once. */
function unique(all: readonly HandedIn[], replaced: Map<Value, Value>): readonly HandedIn[] {
  const first = new Map<Value, Value>();
  return all.filter(({ outer, inner }) => {
    const known = first.get(outer);
    if (known) replaced.set(inner, known);
    else first.set(outer, inner);
    return !known;
  });
}
