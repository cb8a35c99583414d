import type { Measurement } from './workload.ts';

/** Milliseconds a step of every peer, and how many times faster Myelin is than the best other one. */
export function comparisonTable(measured: readonly Measurement[]): string {
  const peers = [...new Set(measured.map(({ peer }) => peer))];
  const ours = peers.find((peer) => peer.startsWith('myelin')) ?? '';
  const header = ['workload', ...peers, ...(peers.length > 1 ? ['ratio'] : [])];
  const rows = [...new Set(measured.map(({ work }) => work))].map((work) => {
    const times = peers.map(
      (peer) => measured.find((run) => run.work === work && run.peer === peer)?.ms_per_step,
    );
    const own = times[peers.indexOf(ours)];
    const best = Math.min(
      ...times.filter((time, i) => time !== undefined && peers[i] !== ours).map(Number),
    );
    const ratio = own === undefined ? '' : `${(best / own).toFixed(2)}×`;
    const cells = times.map((time) => (time === undefined ? '–' : `${time.toFixed(4)} ms`));
    return [work, ...cells, ...(peers.length > 1 ? [ratio] : [])];
  });
  const widths = header.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
      .join('  ');
  return [line(header), ...rows.map(line)].join('\n');
}
