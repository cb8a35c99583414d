/** Equations of Einstein sums: which axis of which operand is which. */

import { describe } from '../errors/describe.ts';
import { ArgumentError, ShapeError } from '../errors/myelin-error.ts';
import type { KnownShape } from '../shapes/shape.ts';
import { formatShape } from '../shapes/shape.ts';

/** An equation with a label for each axis. The axes of an ellipsis are labelled `.0`, `.1`, … from the left. */
export interface EinsumEquation {
  readonly inputs: readonly (readonly string[])[];
  readonly output: readonly string[];
}

/**
 * Reads `'...ij,jk->...ik'` for operands of certain ranks. Without `->` the labels that occur once come out, in
 * alphabetical order, behind those of an ellipsis.
 *
 * @throws {@link ArgumentError} it is no equation, or a label occurs twice in one operand.
 * @throws {@link ShapeError} there are other operands, or other ranks, than it says.
 */
export function parseEinsum(equation: string, shapes: readonly KnownShape[]): EinsumEquation {
  const [left = '', right, ...more] = withoutSpaces(equation).split('->');
  if (more.length > 0) throw malformed(equation, 'there is more than one ->');
  const terms = left.split(',');
  if (terms.length !== shapes.length) {
    throw mismatch(equation, `it is about ${terms.length} operands, received ${shapes.length}`);
  }
  const widest = Math.max(0, ...terms.map((term, i) => elided(term, shapes[i] ?? [])));
  const inputs = terms.map((term, i) => {
    const shape = shapes[i] ?? [];
    const count = elided(term, shape);
    const labels = labelsOf(equation, term, count, widest);
    if (labels.length !== shape.length || count < 0) {
      throw mismatch(
        equation,
        `${describe(term)} does not fit an operand of shape ${formatShape(shape)}`,
      );
    }
    return labels;
  });
  const output =
    right === undefined ? impliedOutput(inputs) : labelsOf(equation, right, widest, widest);
  const unknown = output.find((label) => !inputs.some((labels) => labels.includes(label)));
  if (unknown) throw malformed(equation, `the result has an axis ${unknown} that no operand has`);
  return { inputs, output };
}

function withoutSpaces(equation: unknown): string {
  if (typeof equation === 'string') return equation.replaceAll(' ', '');
  throw malformed(equation, 'it must be a text');
}

/** How many axes the ellipsis of a term stands for. */
function elided(term: string, shape: KnownShape): number {
  return term.includes('...') ? shape.length - (term.length - 3) : 0;
}

/** @param widest - Axes of the longest ellipsis: shorter ones are aligned with its end. */
function labelsOf(equation: string, term: string, count: number, widest: number): string[] {
  const [before = '', after, ...more] = term.split('...');
  const letters = [...before, ...(after ?? '')];
  if (more.length > 0 || letters.some((letter) => !/^[a-zA-Z]$/.test(letter))) {
    throw malformed(equation, `${describe(term)} holds something else than letters and one ...`);
  }
  const twice = letters.find((letter, i) => letters.indexOf(letter) !== i);
  if (twice) throw malformed(equation, `${twice} occurs twice in ${describe(term)}`);
  const between = Array.from({ length: Math.max(0, count) }, (_, i) => `.${widest - count + i}`);
  return [...before, ...(after === undefined ? [] : between), ...(after ?? '')];
}

function impliedOutput(inputs: readonly (readonly string[])[]): string[] {
  const all = inputs.flat();
  const once = all.filter((label) => all.filter((other) => other === label).length === 1);
  const ellipsis = [...new Set(all.filter((label) => label.startsWith('.')))];
  return [...ellipsis.sort(), ...once.filter((label) => !label.startsWith('.')).sort()];
}

function malformed(equation: unknown, reason: string): ArgumentError {
  return new ArgumentError({
    where: 'einsum',
    problem: `\`equation\` ${describe(equation)} cannot be read: ${reason}`,
    fix: "write one letter for each axis, as in 'ij,jk->ik'",
  });
}

function mismatch(equation: string, reason: string): ShapeError {
  return new ShapeError({
    where: 'einsum',
    problem: `\`equation\` ${describe(equation)} does not fit: ${reason}`,
    fix: 'pass one operand for each part of the equation, with one axis for each letter',
  });
}
