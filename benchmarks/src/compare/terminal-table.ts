import { alignColumns } from '../tables/align.ts';
import { numberText } from '../tables/number-text.ts';
import type { Comparison } from './comparison.ts';
import { geometricMean } from './statistics.ts';
import { unitOf } from './unit.ts';

const HEADER = ['workload', 'peer', 'median', 'best', '', 'runs', '÷ ours', ''];

/** One line a workload and peer, ratios to Myelin at the end, and under it all the mean of the best peers' ratios. */
export function terminalTable(comparisons: readonly Comparison[]): string {
  const rows = comparisons.flatMap(({ work, times, ours, bestPeer }) => {
    const unit = unitOf(work);
    return times.map(({ peer, median, minimum, runs }, i) => [
      i === 0 ? work : '',
      peer,
      numberText(unit.from(median)),
      numberText(unit.from(minimum)),
      unit.label,
      String(runs),
      ours ? `${numberText(median / ours.median)}×` : '',
      peer === bestPeer?.peer ? '← best peer' : peer === ours?.peer ? 'ours       ' : '',
    ]);
  });
  const [header = '', ...lines] = alignColumns([HEADER, ...rows], 2);
  const groups = lines.map((line) => (line.startsWith(' ') ? line : `\n${line}`));
  return [header, ...groups, ...meanLine(comparisons)].join('\n');
}

function meanLine(comparisons: readonly Comparison[]): string[] {
  const ratios = comparisons.flatMap(({ ratio }) => ratio ?? []);
  if (ratios.length === 0) return [];
  const works = ratios.length === 1 ? '1 workload' : `${ratios.length} workloads`;
  const mean = numberText(geometricMean(ratios));
  return ['', `best peer ÷ ours: ${mean}× (geometric mean of ${works})`];
}
