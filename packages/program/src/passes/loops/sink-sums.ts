/**
 * A sum over the steps of which no step reads what it is so far is made after the loop, from what the steps put out.
 *
 * The derivative of a weight matrix, `Σₜ aₜᵀ·bₜ`, becomes one product of all `a` and all `b`, whose inner axis is time and
 * batch together: as many multiplications, in one product that is large enough to be fast. cuDNN does the same with its
 * "weight gradients" (Appleyard et al. 2016, "Optimizing performance of recurrent neural networks on GPUs").
 * The order in which numbers are added up changes, so last digits do.
 */

import { shapeSize } from '@myelin/core';
import type { Operation, Program, Value } from '../../ir/program.ts';
import {
  type Carried,
  isScan,
  type ScanParts,
  scanOperation,
  scanParts,
  stackedShape,
} from '../../ir/scan-operation.ts';
import { isFilledWith } from '../rewriting/constants.ts';
import { operand } from '../rewriting/operands.ts';
import type { OperationMaker } from '../rewriting/operation-maker.ts';
import { rewriteProgram } from '../rewriting/rewrite-program.ts';

/** Elements that are still in a cache after the loop. */
const NEAR_ELEMENTS = 2 ** 17;

export function sinkSums(program: Program): Program {
  return rewriteProgram(program, (operation, make) => {
    if (!isScan(operation)) return undefined;
    const parts = scanParts(operation);
    const loop = new SumSinker(parts);
    const sunk = parts.carried.flatMap((one) => {
      const after = loop.sink(one);
      return after ? [{ one, after }] : [];
    });
    if (sunk.length === 0) return undefined;
    const gone = new Set(sunk.map(({ one }) => one));
    make.replace(
      operation,
      scanOperation({
        ...parts,
        carried: parts.carried.filter((one) => !gone.has(one)),
        stacked: loop.stacked,
        operations: parts.operations.filter((inner) => !loop.gone.has(inner)),
      }),
    );
    const sums = new Map(sunk.map(({ one, after }) => [one.final, total(make, one, after)]));
    return operation.outputs.map((output) => sums.get(output) ?? output);
  });
}

/** Makes a sum of what the loop has put out. */
type AfterLoop = (make: OperationMaker) => Value;

function total(make: OperationMaker, { initial }: Carried, after: AfterLoop): Value {
  const sum = after(make);
  return isFilledWith(initial, 0) ? sum : make.binary('Add', initial, sum);
}

class SumSinker {
  /** Additions that are not done in the loop any more. */
  readonly gone = new Set<Operation>();
  readonly #parts: ScanParts;
  readonly #makers = new Map<Value, Operation>();
  readonly #readers = new Map<Value, number>();
  readonly #stacks = new Map<Value, Value>();
  readonly #added: { readonly inner: Value; readonly outer: Value }[] = [];

  constructor(parts: ScanParts) {
    this.#parts = parts;
    const read = (value: Value): void => {
      this.#readers.set(value, (this.#readers.get(value) ?? 0) + 1);
    };
    for (const operation of parts.operations) {
      for (const output of operation.outputs) this.#makers.set(output, operation);
      operation.inputs.forEach(read);
    }
    for (const { after } of parts.carried) read(after);
    for (const { inner } of parts.stacked) read(inner);
    for (const { inner, outer } of parts.sequences) this.#stacks.set(inner, outer);
    for (const { inner, outer } of parts.stacked) this.#stacks.set(inner, outer);
  }

  get stacked(): ScanParts['stacked'] {
    return [...this.#parts.stacked, ...this.#added];
  }

  /** How to make the sum after the loop; undefined if it has to be made in it. */
  sink({ before, after }: Carried): AfterLoop | undefined {
    const addition = this.#makers.get(after);
    const isOwn = this.#readers.get(before) === 1 && this.#readers.get(after) === 1;
    if (addition?.kernel !== 'Add' || !isOwn) return undefined;
    const [a, b] = addition.inputs;
    const term = a === before ? b : b === before ? a : undefined;
    // A term that is smaller is stretched by the addition.
    if (!term || `${term.shape}` !== `${before.shape}`) return undefined;
    const sum = this.#sumOf(term);
    if (sum) this.gone.add(addition);
    return sum;
  }

  #sumOf(term: Value): AfterLoop | undefined {
    const { length } = this.#parts;
    const known = this.#stacks.get(term);
    if (known && shapeSize(known.shape) <= NEAR_ELEMENTS)
      return (make) => make.reduce('Sum', known, [0]);
    const maker = this.#makers.get(term);
    switch (maker?.kernel) {
      case 'Reshape': {
        const sum = this.#sumOf(operand(maker, 0));
        return sum && ((make) => make.reshape(sum(make), term.shape));
      }
      case 'Sum': {
        const stack = this.#stacks.get(operand(maker, 0));
        // In the loop, what is added up is still near.
        if (stack && shapeSize(stack.shape) > NEAR_ELEMENTS) return undefined;
        const axes = (maker.attributes.axis as readonly number[]).map((axis) => axis + 1);
        return stack && ((make) => make.reduce('Sum', stack, [0, ...axes]));
      }
      case 'BatchMatMul':
        return this.#product(maker, term, length);
      case 'Conv2DBackpropFilter':
        return this.#filter(maker, term);
      default:
        return undefined;
    }
  }

  /** `Σₜ aₜᵀ·bₜ`. */
  #product({ kernel, inputs, attributes }: Operation, term: Value, length: number) {
    const [a, b] = inputs as readonly [Value, Value];
    const isFlat = a.shape.length === 2 && b.shape.length === 2;
    const isFit = isFlat && attributes.transposeA === true && attributes.transposeB !== true;
    if (!isFit || !this.#canStack(a) || !this.#canStack(b)) return undefined;
    const [stackA, stackB] = [this.#stack(a), this.#stack(b)];
    const rows = length * (a.shape[0] ?? 1);
    return (make: OperationMaker): Value => {
      const flatA = make.reshape(stackA, [rows, a.shape[1] ?? 1]);
      const flatB = make.reshape(stackB, [rows, b.shape[1] ?? 1]);
      return make.call(kernel, { a: flatA, b: flatB }, term, attributes);
    };
  }

  /** The derivative of a filter by the images of all steps. */
  #filter({ kernel, inputs, inputNames, attributes }: Operation, term: Value) {
    if (!inputs.every((input) => this.#canStack(input))) return undefined;
    const stacks = inputs.map((input) => this.#stack(input));
    return (make: OperationMaker): Value => {
      const flat = stacks.map(({ shape: [time = 1, images = 1, ...image] }, i) => [
        inputNames[i],
        make.reshape(stacks[i] as Value, [time * images, ...image]),
      ]);
      return make.call(kernel, Object.fromEntries(flat), term, attributes);
    };
  }

  /** What is the same in all steps would be repeated. */
  #canStack(value: Value): boolean {
    if (value.origin.kind === 'constant') return false;
    return value.origin.kind !== 'input' || value.origin.input.role !== 'constant';
  }

  #stack(value: Value): Value {
    const known = this.#stacks.get(value);
    if (known) return known;
    const outer: Value = {
      shape: stackedShape(value, this.#parts.length),
      dtype: value.dtype,
      origin: { kind: 'result' },
    };
    this.#stacks.set(value, outer);
    this.#added.push({ inner: value, outer });
    return outer;
  }
}
