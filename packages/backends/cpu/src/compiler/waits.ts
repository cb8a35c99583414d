import { conflict, type Footprint } from './driver/footprint.ts';

/** What may have to wait for what comes before. */
export interface Waiting {
  /** Whether thread 0 does it alone. */
  readonly isAlone: boolean;
  readonly footprint: Footprint;
}

/** Before which all threads must meet. */
export function waitsBetween(all: readonly Waiting[], lastWaits = false): readonly boolean[] {
  let since: Waiting[] = [];
  return all.map((one, i) => {
    const isLate = lastWaits && i === all.length - 1;
    const waits =
      isLate ||
      since.some(
        (earlier) =>
          !(earlier.isAlone && one.isAlone) && conflict(earlier.footprint, one.footprint),
      );
    since = waits ? [one] : [...since, one];
    return waits;
  });
}

/**
 * Before which stages of a step all threads must meet, whichever step it is.
 *
 * @param before - What comes before the first step.
 * @param step - What a step consists of, as it is in one step and in the next. In all others it is the same as in these, or
 * farther away.
 */
export function waitsInLoop(
  before: readonly Waiting[],
  step: readonly [readonly Waiting[], readonly Waiting[]],
): readonly boolean[] {
  const [first, second] = step;
  const waits = waitsBetween([...before, ...first, ...second]).slice(before.length);
  return first.map((_, i) => waits[i] === true || waits[first.length + i] === true);
}
