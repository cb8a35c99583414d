/** Programs as text, for people: one line for each input and operation. */

import type { Attribute, Operation, Program, Value } from './program.ts';

/**
 * A program, readable:
 *
 *     program predict: 1 inputs, 2 operations
 *     %0 float32[2,3] = batch x
 *     %1 float32[2,3] = Multiply(%0, 0.5)   // sequential/rescaling
 *     %2 float32[2] = Sum(%1) {axis: [1], keepDims: false}
 *     result y = %2
 *
 * The step of a loop follows its operation, indented, with numbers of its own.
 */
export function printProgram(program: Program): string {
  const { name, inputs, operations, outputs } = program;
  const names = new Names();
  const lines = [`program ${name}: ${inputs.length} inputs, ${operations.length} operations`];
  for (const value of inputs) {
    if (value.origin.kind !== 'input') continue;
    const { role, name: inputName } = value.origin.input;
    lines.push(`${names.of(value)} ${typeOf(value)} = ${role} ${inputName}`);
  }
  for (const operation of operations) {
    lines.push(printOperation(operation, names));
    if (operation.body) lines.push(...indented(printProgram(operation.body)));
  }
  for (const { role, name: outputName, value } of outputs) {
    lines.push(`${role} ${outputName} = ${names.of(value)}`);
  }
  return lines.join('\n');
}

const indented = (text: string): string[] => text.split('\n').map((line) => `    ${line}`);

function printOperation(operation: Operation, names: Names): string {
  const { kernel, inputs, attributes, outputs, scope } = operation;
  const operands = inputs.map((value) => names.of(value)).join(', ');
  const results = outputs.map((value) => `${names.of(value)} ${typeOf(value)}`).join(', ');
  const listed = Object.entries(attributes).map(([name, value]) => `${name}: ${print(value)}`);
  const braces = listed.length > 0 ? ` {${listed.join(', ')}}` : '';
  const comment = scope === '' ? '' : `   // ${scope}`;
  return `${results} = ${kernel}(${operands})${braces}${comment}`;
}

/** Numbers values in the order in which they are first named. */
class Names {
  readonly #numbers = new Map<Value, number>();

  of(value: Value): string {
    if (value.origin.kind === 'constant') return printConstant(value);
    const number = this.#numbers.get(value) ?? this.#numbers.size;
    this.#numbers.set(value, number);
    return `%${number}`;
  }
}

/** `0.9`, `fill(1) float32[2,3]`, `[1, 2, 3] float32[3]`. */
function printConstant(value: Value): string {
  if (value.origin.kind !== 'constant') return '';
  const { constant } = value.origin;
  if (constant.kind === 'fill') {
    const printed = printNumber(constant.value, value);
    return value.shape.length === 0 && value.dtype === 'float32'
      ? printed
      : `fill(${printed}) ${typeOf(value)}`;
  }
  const shown = Array.from(constant.elements.subarray(0, SHOWN), (one) => printNumber(one, value));
  const more = constant.elements.length > SHOWN ? ', …' : '';
  return `[${shown.join(', ')}${more}] ${typeOf(value)}`;
}

const typeOf = ({ dtype, shape }: Value): string => `${dtype}[${shape.join(',')}]`;

/** As short as it can be and still be the float32 that it is. */
function printNumber(number: number, { dtype }: Value): string {
  if (dtype === 'bool') return number ? 'true' : 'false';
  if (Object.is(number, -0)) return '-0';
  for (let digits = 1; digits < 9; digits++) {
    const short = Number(number.toPrecision(digits));
    if (Math.fround(short) === number) return String(short);
  }
  return String(number);
}

function print(attribute: Attribute): string {
  if (Array.isArray(attribute)) return `[${attribute.map(print).join(', ')}]`;
  return typeof attribute === 'string' ? `'${attribute}'` : String(attribute);
}

/** Elements of a constant that are printed. */
const SHOWN = 6;
