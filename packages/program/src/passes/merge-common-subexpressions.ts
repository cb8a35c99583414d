import type { Constant, Operation, Program, Value } from '../ir/program.ts';
import { rewriteProgram } from './rewriting/rewrite-program.ts';

const maxCompared = 4096;
const commutative: ReadonlySet<string> = new Set([
  ...['Add', 'Multiply', 'Maximum', 'Minimum', 'Equal', 'NotEqual', 'LogicalAnd', 'LogicalOr'],
]);

/** Operations that compute the same from the same are done once; so with equal constants. Kernels have no side effects. */
export function mergeCommonSubexpressions(program: Program): Program {
  const names = new ValueNames();
  const seen = new Map<string, readonly Value[]>();
  return rewriteProgram(program, (operation) => {
    const key = keyOf(operation, names);
    const known = seen.get(key);
    if (!known) seen.set(key, operation.outputs);
    return known;
  });
}

function keyOf(operation: Operation, names: ValueNames): string {
  const { kernel, inputs, attributes, outputs, body } = operation;
  const operands = inputs.map((input) => names.of(input));
  if (commutative.has(kernel)) operands.sort((a, b) => a - b);
  const types = outputs.map(({ shape, dtype }) => `${dtype}${shape}`);
  const settings = Object.keys(attributes)
    .sort()
    .map((name) => `${name}=${written(attributes[name])}`);
  return [kernel, operands, settings, types, body && names.ofBody(body)].join(';');
}

const written = (attribute: unknown): string =>
  Array.isArray(attribute) ? `[${attribute.map(written)}]` : numbered(attribute);

const numbered = (value: unknown): string => (Object.is(value, -0) ? '-0' : String(value));

/** A number for each value, the same for equal constants. */
class ValueNames {
  readonly #ofValues = new Map<Value, number>();
  readonly #ofConstants = new Map<string, number>();
  readonly #ofObjects = new Map<unknown, number>();
  #next = 0;

  of(value: Value): number {
    const known = this.#ofValues.get(value);
    if (known !== undefined) return known;
    const name = value.origin.kind === 'constant' ? this.#constant(value) : this.#next++;
    this.#ofValues.set(value, name);
    return name;
  }

  /** Steps of loops are the same only if they are one object. */
  ofBody(body: Program): number {
    const known = this.#ofObjects.get(body) ?? this.#next++;
    this.#ofObjects.set(body, known);
    return known;
  }

  #constant({ origin, shape, dtype }: Value): number {
    if (origin.kind !== 'constant') return this.#next++;
    const key = `${dtype}[${shape}]${this.#contents(origin.constant)}`;
    const known = this.#ofConstants.get(key);
    if (known !== undefined) return known;
    const name = this.#next++;
    this.#ofConstants.set(key, name);
    return name;
  }

  #contents(constant: Constant): string {
    if (constant.kind === 'fill') return numbered(constant.value);
    const { elements } = constant;
    if (elements.length <= maxCompared) return `:${Array.from(elements, numbered)}`;
    const known = this.#ofObjects.get(elements) ?? this.#next++;
    this.#ofObjects.set(elements, known);
    return `@${known}`;
  }
}
