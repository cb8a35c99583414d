import type { Comparison } from './comparison.ts';

/** One JSON line a workload and peer: the typical run's, with the median and fastest step and the number of runs. */
export function jsonLines(comparisons: readonly Comparison[]): string {
  return comparisons
    .flatMap(({ times }) =>
      times.map(({ typical, median, minimum, runs }) =>
        JSON.stringify({ ...typical, ms_per_step: median, min_ms_per_step: minimum, runs }),
      ),
    )
    .join('\n');
}
