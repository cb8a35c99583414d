import type { FunctionBuilder } from '../wasm/function-builder.ts';
import type { Accumulator } from './accumulator.ts';

/**
 * A loop through which reductions go on.
 *
 * @param piece - Rounds after which sums are added to totals and begin anew; undefined for one sum from end to end.
 */
export function emitRounds(
  f: FunctionBuilder,
  accumulators: readonly Accumulator[],
  count: number,
  piece: number | undefined,
  round: () => void,
): void {
  for (const accumulator of accumulators) accumulator.settle();
  if (piece === undefined) {
    f.repeat(count, round);
    return;
  }
  const left = f.local('i32');
  const inPiece = f.local('i32');
  const inner = (): void => {
    for (const accumulator of accumulators) accumulator.settle();
    f.loop(() => {
      round();
      f.get(inPiece).i32(1).op('i32.sub').tee(inPiece).branchIf(0);
    });
  };
  const apart = accumulators
    .filter(({ rounds }) => rounds)
    .reduce((body: () => void, accumulator) => () => accumulator.apart(body), inner);
  f.i32(count).set(left);
  f.loop(() => {
    f.get(left).i32(piece).get(left).i32(piece).op('i32.lt_u').op('select').set(inPiece);
    f.get(left).get(inPiece).op('i32.sub').set(left);
    apart();
    f.get(left).branchIf(0);
  });
  f.release(left, inPiece);
}
