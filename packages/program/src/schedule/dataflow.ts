import { isAlias } from '../ir/primitives.ts';
import type { Operation, Program, Value } from '../ir/program.ts';

/**
 * Who makes and who reads what, with aliases seen through: a reshaped value is its source under another shape.
 *
 * The root of a value is the input, constant or result whose memory it names.
 */
export class Dataflow {
  readonly program: Program;
  /** All operations but aliases. */
  readonly operations: readonly Operation[];
  readonly #roots = new Map<Value, Value>();
  readonly #makers = new Map<Value, Operation>();
  readonly #readers = new Map<Value, Set<Operation>>();
  readonly #outputs = new Set<Value>();
  readonly #states = new Map<Value, Value>();
  readonly #positions = new Map<Operation, number>();

  constructor(program: Program) {
    this.program = program;
    const operations: Operation[] = [];
    for (const operation of program.operations) {
      const [input] = operation.inputs;
      if ((isAlias(operation) || operation.kernel === 'Identity') && input) {
        for (const output of operation.outputs) this.#roots.set(output, this.rootOf(input));
        continue;
      }
      this.#positions.set(operation, operations.length);
      operations.push(operation);
      for (const output of operation.outputs) this.#makers.set(output, operation);
      for (const root of operation.inputs.map((one) => this.rootOf(one))) {
        const readers = this.#readers.get(root);
        if (readers) readers.add(operation);
        else this.#readers.set(root, new Set([operation]));
      }
    }
    this.operations = operations;
    for (const { value } of program.outputs) this.#outputs.add(this.rootOf(value));
    const inputs = new Map<string, Value>();
    for (const value of program.inputs) {
      if (value.origin.kind === 'input') inputs.set(value.origin.input.name, value);
    }
    for (const { role, name, value } of program.outputs) {
      const before = inputs.get(name);
      if (role === 'state' && before) this.#states.set(this.rootOf(value), before);
    }
  }

  rootOf(value: Value): Value {
    return this.#roots.get(value) ?? value;
  }

  /** The operation that made the value or what it is another name of; undefined for inputs and constants. */
  makerOf(value: Value): Operation | undefined {
    return this.#makers.get(this.rootOf(value));
  }

  /** Operations that read the value under any of its names. */
  readersOf(value: Value): ReadonlySet<Operation> {
    return this.#readers.get(this.rootOf(value)) ?? none;
  }

  /** Whether an output of the program is this value under any of its names. */
  isOutput(value: Value): boolean {
    return this.#outputs.has(this.rootOf(value));
  }

  /** The state that the value takes the place of; undefined for values that are no next states. */
  stateBefore(value: Value): Value | undefined {
    return this.#states.get(this.rootOf(value));
  }

  /** Place in the program, counted without aliases. */
  positionOf(operation: Operation): number {
    return this.#positions.get(operation) ?? 0;
  }

  /** Other names of values, with the values that they name. */
  get aliases(): ReadonlyMap<Value, Value> {
    return this.#roots;
  }
}

const none: ReadonlySet<Operation> = new Set();
