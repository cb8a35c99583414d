import { describe } from '../errors/describe.ts';
import { ShapeError } from '../errors/myelin-error.ts';
import type { KnownShape } from '../shapes/shape.ts';
import { formatShape, shapeSize } from '../shapes/shape.ts';
import { mul } from './arithmetic.ts';
import { operation } from './boundary.ts';
import { tensor } from './creation.ts';
import { type EinsumEquation, parseEinsum } from './einsum-equation.ts';
import { type MatrixOperand, planProduct, type Sizes, sameLabels } from './einsum-product.ts';
import { matMul } from './linear-algebra.ts';
import { sum } from './reduction.ts';
import { reshape, transpose } from './shaping.ts';
import type { Tensor, TensorLike } from './tensor.ts';

/**
 * Einstein's sum: multiplies operands whose axes carry letters, and sums over the letters that the result lacks.
 *
 * `'ij,jk->ik'` is the matrix product, `'ij->ji'` the transpose, `'...i,i->...'` a product with a vector. Axes of size 1
 * are stretched. It is computed by matrix products, and so has gradients and compiles as they do.
 *
 * @throws {@link ArgumentError} the equation cannot be read; a letter twice in one operand (a diagonal) is not supported.
 * @throws {@link ShapeError} the operands do not fit it.
 * @example
 * einsum('ij,kj->ik', [[1, 2]], [[3, 4], [5, 6]]).arraySync() // => [[11, 17]]
 */
export function einsum(equation: string, ...operands: readonly TensorLike[]): Tensor {
  return operation('einsum', () => {
    const tensors = operands.map((operand) => tensor(operand));
    const shapes = tensors.map(({ shape }) => shape);
    const parsed = parseEinsum(equation, shapes);
    const sizes = sizesOf(equation, parsed, shapes);
    const factors = tensors.map((x, i) => withoutStretched(x, parsed.inputs[i] ?? [], sizes));
    const y = evaluate(factors, parsed.output, sizes);
    // Where there is nothing to do the result is a tensor of its own all the same.
    return tensors.includes(y) ? reshape(y, y.shape) : y;
  });
}

/** A tensor and the labels of its axes. */
interface Factor {
  readonly x: Tensor;
  readonly labels: readonly string[];
}

/** Multiplies two at a time, from the left. */
function evaluate(factors: readonly Factor[], output: readonly string[], sizes: Sizes): Tensor {
  const [first, second, ...rest] = factors as [Factor, ...Factor[]];
  if (!second) {
    const summed = sumOver(first, output);
    const sorted = inOrder(summed, within(output, summed.labels));
    return stretched(sorted, output, sizes);
  }
  const wanted = new Set([...output, ...rest.flatMap(({ labels }) => labels)]);
  const a = sumOver(first, [...wanted, ...second.labels]);
  const b = sumOver(second, [...wanted, ...first.labels]);
  const both = [...new Set([...a.labels, ...b.labels])].filter((label) => wanted.has(label));
  const order = within([...output, ...both], both);
  const labels = [...new Set(order)];
  return evaluate([{ x: product(a, b, labels, sizes), labels }, ...rest], output, sizes);
}

function product(a: Factor, b: Factor, output: readonly string[], sizes: Sizes): Tensor {
  const summed = a.labels.some((label) => b.labels.includes(label) && !output.includes(label));
  if (!summed) return mul(aligned(a, output), aligned(b, output));
  const plan = planProduct(a.labels, b.labels, output, sizes);
  const { batch, rows, inner, columns } = plan;
  const size = (labels: readonly string[]): number => shapeSize(sizesFor(labels, sizes));
  const matrices = ({ operand, labels, transposed }: MatrixOperand): Tensor => {
    const isFirst = plan.first.operand === operand;
    const straight = isFirst ? [rows, inner] : [inner, columns];
    const [high = [], wide = []] = transposed ? straight.reverse() : straight;
    const batches = batch.length > 0 ? [size(batch)] : [];
    const moved = inOrder(operand === 0 ? a : b, labels);
    return reshape(moved.x, [...batches, size(high), size(wide)]);
  };
  const result = matMul(matrices(plan.first), matrices(plan.second), {
    transposeA: plan.first.transposed,
    transposeB: plan.second.transposed,
  });
  const labels = [...batch, ...rows, ...columns];
  const x = reshape(result, sizesFor(labels, sizes));
  return inOrder({ x, labels }, output).x;
}

/** Sums over labels that nobody wants. */
function sumOver({ x, labels }: Factor, wanted: readonly string[]): Factor {
  const axes = labels.flatMap((label, axis) => (wanted.includes(label) ? [] : [axis]));
  if (axes.length === 0) return { x, labels };
  return { x: sum(x, axes), labels: labels.filter((label) => wanted.includes(label)) };
}

function inOrder({ x, labels }: Factor, order: readonly string[]): Factor {
  if (sameLabels(labels, order)) return { x, labels };
  const permutation = order.map((label) => labels.indexOf(label));
  return { x: transpose(x, permutation), labels: order };
}

/** With an axis for each label of the result, of size 1 where the operand has none. */
function aligned(factor: Factor, output: readonly string[]): Tensor {
  const { x, labels } = inOrder(factor, within(output, factor.labels));
  return reshape(
    x,
    output.map((label) => x.shape[labels.indexOf(label)] ?? 1),
  );
}

/** Axes of the result that no operand is left with have size 1 everywhere. */
function stretched({ x, labels }: Factor, output: readonly string[], sizes: Sizes): Tensor {
  return sameLabels(labels, output) ? x : reshape(x, sizesFor(output, sizes));
}

/** Drops axes of size 1 that another operand has longer. */
function withoutStretched(x: Tensor, labels: readonly string[], sizes: Sizes): Factor {
  const kept = labels.filter((label, axis) => x.shape[axis] === sizes.get(label));
  if (kept.length === labels.length) return { x, labels };
  return { x: reshape(x, sizesFor(kept, sizes)), labels: kept };
}

const within = (labels: readonly string[], others: readonly string[]): string[] =>
  labels.filter((label) => others.includes(label));

const sizesFor = (labels: readonly string[], sizes: Sizes): number[] =>
  labels.map((label) => sizes.get(label) ?? 1);

function sizesOf(
  equation: string,
  { inputs }: EinsumEquation,
  shapes: readonly KnownShape[],
): Sizes {
  const sizes = new Map<string, number>();
  for (const [i, labels] of inputs.entries()) {
    for (const [axis, label] of labels.entries()) {
      const size = shapes[i]?.[axis] ?? 1;
      const known = sizes.get(label) ?? 1;
      if (known !== size && known !== 1 && size !== 1) {
        throw new ShapeError({
          where: 'einsum',
          problem: `axis ${label} of ${describe(equation)} has sizes ${known} and ${size} in operands of shapes ${shapes.map(formatShape).join(' and ')}`,
          fix: 'pass operands with equal sizes where letters are the same',
        });
      }
      sizes.set(label, Math.max(known, size));
    }
  }
  return sizes;
}
