import { numberText } from '../tables/number-text.ts';
import type { Comparison } from './comparison.ts';
import { unitOf } from './unit.ts';

/**
 * Markdown tables: a row a workload, a column a peer with its median and best run, the ratio at the end. Trainings and
 * predictions have other peers, so each kind has a table of its own.
 */
export function markdownTables(comparisons: readonly Comparison[]): string {
  const isPrediction = ({ work }: Comparison): boolean => work.startsWith('predict_');
  return [comparisons.filter((one) => !isPrediction(one)), comparisons.filter(isPrediction)]
    .filter((kind) => kind.length > 0)
    .map(table)
    .join('\n\n');
}

function table(comparisons: readonly Comparison[]): string {
  const peers = [...new Set(comparisons.flatMap(({ times }) => times.map(({ peer }) => peer)))];
  const rows = comparisons.map(({ work, times, bestPeer, ratio }) => {
    const unit = unitOf(work);
    const fastest = Math.min(...times.map(({ median }) => median));
    const cells = peers.map((name) => {
      const found = times.find(({ peer }) => peer === name);
      if (!found) return '–';
      const median = numberText(unit.from(found.median));
      const best = numberText(unit.from(found.minimum));
      return `${found.median === fastest ? `**${median}**` : median} (${best})`;
    });
    const compared = ratio === undefined ? '–' : `${numberText(ratio)}× (${bestPeer?.peer})`;
    return [`${work}, ${unit.label}`, ...cells, compared];
  });
  const header = ['workload', ...peers, 'best peer ÷ ours'];
  const rule = header.map((_, i) => (i === 0 ? '---' : '--:'));
  return [header, rule, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
