/** Shapes of weights and results that the equation of an `EinsumDense` says. */

import type { Shape } from '@myelin/core';
import { ArgumentError, describe, formatShape, ShapeError } from '@myelin/core';

/** The parts of an equation `'input,kernel->output'`, one letter for each axis. */
export interface EinsumParts {
  readonly input: string;
  readonly kernel: string;
  readonly output: string;
  /** Which axes `...` stands for: those before the letters, those behind them, or none. */
  readonly elided: 'left' | 'right' | 'none';
}

export interface EinsumShapes {
  readonly kernel: Shape;
  /** Undefined without a bias. */
  readonly bias: Shape | undefined;
  readonly output: Shape;
  /** Axes of the kernel that the input has, and those that the result has. */
  readonly inputAxes: readonly number[];
  readonly outputAxes: readonly number[];
}

const WHERE = 'EinsumDense';

const forms = [
  { elided: 'none', pattern: /^([a-zA-Z]+),([a-zA-Z]+)->([a-zA-Z]+)$/ },
  { elided: 'left', pattern: /^\.\.\.([a-zA-Z]+),([a-zA-Z]+)->\.\.\.([a-zA-Z]+)$/ },
  { elided: 'right', pattern: /^([a-zA-Z]{2,})\.\.\.,([a-zA-Z]+)->([a-zA-Z]+)\.\.\.$/ },
] as const;

/**
 * The parts of an equation of one of the three forms `ab,bc->ac`, `...ab,bc->...ac`, `ab...,bc->ac...`.
 *
 * @throws {@link ArgumentError} it has another form, an axis of the result comes from nowhere, or one of the kernel goes
 * nowhere.
 */
export function parseEinsumDense(equation: unknown, biasAxes: unknown): EinsumParts {
  const refuse = (reason: string): never => {
    throw new ArgumentError({
      where: WHERE,
      problem: `\`equation\` ${describe(equation)} ${reason}`,
      fix: "write it in one of the forms 'ab,bc->ac', '...ab,bc->...ac' or 'ab...,bc->ac...'",
    });
  };
  const isText = typeof equation === 'string';
  const found = forms.flatMap(({ elided, pattern }) => {
    const [, input, kernel, output] = (isText && pattern.exec(equation)) || [];
    return input && kernel && output ? [{ elided, input, kernel, output }] : [];
  })[0];
  const parts = found ?? refuse('has none of three forms');
  const lost = [...parts.kernel].find((axis) => !`${parts.input}${parts.output}`.includes(axis));
  if (lost) refuse(`has an axis ${lost} of the kernel that neither input nor result have`);
  const fresh = [...parts.output].find((axis) => !`${parts.input}${parts.kernel}`.includes(axis));
  if (fresh) refuse(`has an axis ${fresh} of the result that neither input nor kernel have`);
  requireBiasAxes(biasAxes, parts.output);
  return parts;
}

function requireBiasAxes(biasAxes: unknown, output: string): void {
  if (biasAxes === null) return;
  const isKnown =
    typeof biasAxes === 'string' && [...biasAxes].every((axis) => output.includes(axis));
  if (isKnown && biasAxes !== '') return;
  throw new ArgumentError({
    where: WHERE,
    problem: `\`biasAxes\` must be null or axes of the result ${describe(output)}, received ${describe(biasAxes)}`,
    fix: `pass for example { biasAxes: '${output.at(-1)}' }`,
  });
}

/**
 * All shapes for a shape of the input.
 *
 * @param sizes - Sizes of the result but for the batch axis and elided ones, null where the input says them.
 * @throws {@link ShapeError} ranks do not fit the equation, or input and result differ in an axis that both have.
 */
export function einsumShapes(
  parts: EinsumParts,
  biasAxes: string | null,
  input: Shape,
  sizes: Shape,
): EinsumShapes {
  const { kernel, output: letters } = parts;
  const elided = input.length - parts.input.length;
  const fits = parts.elided === 'none' ? elided === 0 : elided >= 0;
  const output = outputSizes(parts, elided, input, sizes);
  if (!fits || output.length !== letters.length + elided) throw misfit(parts, input, sizes);
  const isLeft = parts.elided === 'left';
  const inputSize = sizesByLetter(parts.input, input, isLeft ? elided : 0);
  const outputSize = sizesByLetter(letters, output, isLeft ? elided : 0);
  for (const [letter, size] of inputSize) {
    const same = outputSize.get(letter);
    if (same === undefined) continue;
    if (same === null) outputSize.set(letter, size);
    else if (size !== null && size !== same) throw misfit(parts, input, sizes);
  }
  const known = output.map((size, axis) => {
    const letter = letters[isLeft ? axis - elided : axis];
    return size ?? (letter === undefined ? null : (outputSize.get(letter) ?? null));
  });
  const inKernel = [...kernel].map((letter) => outputSize.get(letter) ?? inputSize.get(letter));
  const axesOf = (isWanted: (letter: string) => boolean): number[] =>
    [...kernel].flatMap((letter, axis) => (isWanted(letter) ? [axis] : []));
  return {
    kernel: inKernel.map((size) => size ?? null),
    bias: biasAxes === null ? undefined : biasShape(parts, biasAxes, outputSize, elided),
    output: known,
    inputAxes: axesOf((letter) => !letters.includes(letter)),
    outputAxes: axesOf((letter) => letters.includes(letter)),
  };
}

/** Sizes of the whole result, elided axes included. */
function outputSizes(
  { elided: side }: EinsumParts,
  elided: number,
  input: Shape,
  sizes: Shape,
): Shape {
  const batch = input[0] ?? null;
  if (side === 'left') return [batch, ...input.slice(1, Math.max(1, elided)), ...sizes];
  return [batch, ...sizes, ...(elided > 0 ? input.slice(-elided) : [])];
}

function sizesByLetter(letters: string, shape: Shape, from: number): Map<string, number | null> {
  return new Map([...letters].map((letter, i) => [letter, shape[from + i] ?? null]));
}

/** From the first axis that has a bias on, with 1 for axes that have none. */
function biasShape(
  { output, elided: side }: EinsumParts,
  biasAxes: string,
  sizes: ReadonlyMap<string, number | null>,
  elided: number,
): Shape {
  const first = Math.min(...[...biasAxes].map((axis) => output.indexOf(axis)));
  const own = [...output.slice(first)].map((axis) =>
    biasAxes.includes(axis) ? (sizes.get(axis) ?? null) : 1,
  );
  return [...own, ...Array<number>(side === 'right' ? elided : 0).fill(1)];
}

function misfit({ input, output }: EinsumParts, shape: Shape, sizes: Shape): ShapeError {
  return new ShapeError({
    where: WHERE,
    problem: `an input of shape ${formatShape(shape)} and \`outputShape\` ${formatShape(sizes)} do not fit the axes ${describe(input)} and ${describe(output)} of \`equation\``,
    fix: 'give `outputShape` one size for each axis of the result but the batch axis, null where the input has it',
  });
}
