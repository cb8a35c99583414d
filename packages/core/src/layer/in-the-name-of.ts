import { ShapeError } from '../errors/myelin-error.ts';
import type { AnyLayer } from './layer-types.ts';

/** Runs a part of a layer; errors of shapes from inside say which layer they come from. */
export function inTheNameOf<Result>({ className, name }: AnyLayer, run: () => Result): Result {
  try {
    return run();
  } catch (cause) {
    if (!(cause instanceof ShapeError) || cause.where.startsWith(className)) throw cause;
    const isOwn = cause.where === name;
    throw new ShapeError({
      where: `${className} "${name}"`,
      problem: isOwn ? cause.problem : `${cause.where}: ${cause.problem}`,
      fix: cause.fix,
      cause,
    });
  }
}
