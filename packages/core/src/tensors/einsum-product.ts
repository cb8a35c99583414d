/**
 * The product of two operands of an Einstein sum as one matrix product.
 *
 * Labels that both operands and the result have are batches, those that both have and the result lacks are summed over.
 * The order within these groups is free, which operand comes first too: the order is taken in which moving elements
 * costs least.
 */

/** Sizes by label. */
export type Sizes = ReadonlyMap<string, number>;

/** Matrices of an operand: labels in the order of its axes once transposed. */
export interface MatrixOperand {
  /** 0 or 1: which of the two it is. */
  readonly operand: 0 | 1;
  readonly labels: readonly string[];
  /** Whether rows and columns change places in the product. */
  readonly transposed: boolean;
}

export interface EinsumProduct {
  readonly first: MatrixOperand;
  readonly second: MatrixOperand;
  readonly batch: readonly string[];
  readonly rows: readonly string[];
  readonly inner: readonly string[];
  readonly columns: readonly string[];
}

/** How `a` and `b` are multiplied; every label of theirs is in the other or in the result. */
export function planProduct(
  a: readonly string[],
  b: readonly string[],
  output: readonly string[],
  sizes: Sizes,
): EinsumProduct {
  const within = (labels: readonly string[], others: readonly string[]): string[] =>
    labels.filter((label) => others.includes(label));
  const without = (labels: readonly string[], others: readonly string[]): string[] =>
    labels.filter((label) => !others.includes(label));
  const shared = within(a, b);
  const batches = [output, a, b].map((order) => within(order, within(shared, output)));
  const inners = [a, b].map((order) => within(order, without(shared, output)));
  const alone = ([own, other]: readonly [readonly string[], readonly string[]]): string[][] => [
    within(output, without(own, other)),
    without(own, other),
  ];
  let best: EinsumProduct | undefined;
  let lowest = Infinity;
  for (const swapped of [false, true]) {
    const [left, right] = swapped ? [b, a] : [a, b];
    const [first, second] = swapped ? ([1, 0] as const) : ([0, 1] as const);
    for (const batch of batches) {
      for (const inner of inners) {
        for (const rows of alone([left, right])) {
          for (const columns of alone([right, left])) {
            const plan = {
              first: matrices(first, left, [batch, rows, inner], sizes),
              second: matrices(second, right, [batch, inner, columns], sizes),
              batch,
              rows,
              inner,
              columns,
            };
            const moved =
              cost(left, plan.first.labels, sizes) +
              cost(right, plan.second.labels, sizes) +
              cost(output, [...batch, ...rows, ...columns], sizes);
            if (moved >= lowest) continue;
            best = plan;
            lowest = moved;
          }
        }
      }
    }
  }
  return best as EinsumProduct;
}

/** Matrices as they are wanted, or with rows and columns exchanged, if that spares work. */
function matrices(
  operand: 0 | 1,
  labels: readonly string[],
  [batch, rows, columns]: readonly [readonly string[], readonly string[], readonly string[]],
  sizes: Sizes,
): MatrixOperand {
  const straight = [...batch, ...rows, ...columns];
  const crossed = [...batch, ...columns, ...rows];
  const transposed = cost(labels, crossed, sizes) < cost(labels, straight, sizes);
  return { operand, labels: transposed ? crossed : straight, transposed };
}

/** Elements that change their place; single ones cost twice as much as whole rows. */
function cost(from: readonly string[], to: readonly string[], sizes: Sizes): number {
  if (sameLabels(from, to)) return 0;
  const inRows = from.at(-1) === to.at(-1);
  return from.reduce((product, label) => product * (sizes.get(label) ?? 1), inRows ? 1 : 2);
}

export function sameLabels(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((label, i) => label === b[i]);
}
