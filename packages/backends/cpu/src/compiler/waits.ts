import { conflict } from './driver/footprint.ts';
import type { Stage } from './stage.ts';

/** Before which stages all threads must meet. */
export function waitsBetween(stages: readonly Stage[], lastWaits: boolean): readonly boolean[] {
  let since: Stage[] = [];
  return stages.map((stage, i) => {
    const alone = (one: Stage): boolean => one.parts.length === 1;
    const isLate = lastWaits && i === stages.length - 1;
    const waits =
      isLate ||
      since.some(
        (earlier) =>
          !(alone(earlier) && alone(stage)) && conflict(earlier.footprint, stage.footprint),
      );
    since = waits ? [stage] : [...since, stage];
    return waits;
  });
}
