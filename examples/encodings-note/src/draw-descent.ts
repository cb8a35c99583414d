import { type NdArray, StandardScaler } from 'myelin';

/** The two weights of a linear network. */
export type Weights = readonly [w1: number, w2: number];

export interface DescentPicture {
  /** Inputs of the network. @shape `[rows, 2]` */
  readonly x: NdArray;
  /** What it should answer. @shape `[rows]` */
  readonly y: NdArray;
  /** Weights before the first step, and after each. */
  readonly path: readonly Weights[];
  /** The weights at the middle of the picture. */
  readonly middle: Weights;
  /** How far the picture reaches from there, each way. */
  readonly reach: number;
}

const height = 15;
const width = 2 * height;

/**
 * A map of the loss over two weights, w1 to the right and w2 upwards, the bias being the best one everywhere: lines of equal
 * loss, `o` where training has been, `x` where the loss is least.
 */
export function drawDescent({ x, y, path, middle, reach }: DescentPicture): string[] {
  const loss = lossOf(x, y);
  const place = ([w1, w2]: Weights): readonly [row: number, column: number] => [
    Math.round(((middle[1] + reach - w2) / (2 * reach)) * (height - 1)),
    Math.round(((w1 - middle[0] + reach) / (2 * reach)) * (width - 1)),
  ];
  const lines = Array.from({ length: height }, (_, row) =>
    Array.from({ length: width }, (_, column): string => {
      const w1 = middle[0] - reach + (2 * reach * column) / (width - 1);
      const w2 = middle[1] + reach - (2 * reach * row) / (height - 1);
      // Bands of equal width in the root of the loss, which grows evenly with the distance.
      const root = Math.sqrt(Math.max(0, loss([w1, w2]) - loss(middle)));
      return Math.floor(root) % 2 === 0 ? ' ' : '░';
    }),
  );
  for (const [weights, mark] of [
    ...path.map((one) => [one, 'o'] as const),
    [middle, 'x'] as const,
  ]) {
    const [row, column] = place(weights);
    const line = lines[row];
    if (line && column >= 0 && column < width) line[column] = mark;
  }
  return lines.map((line) => line.join(''));
}

/** Mean squared error by the weights, at the best bias. */
function lossOf(x: NdArray, y: NdArray): (weights: Weights) => number {
  const centered = new StandardScaler({ withStd: false }).fitTransform(x);
  const mean = y.mean();
  return ([w1, w2]) => {
    let sum = 0;
    for (let i = 0; i < y.length; i++) {
      sum += (w1 * centered.at(i, 0) + w2 * centered.at(i, 1) - (y.at(i) - mean)) ** 2;
    }
    return sum / y.length;
  };
}
