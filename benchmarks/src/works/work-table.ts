import { median } from '../compare/statistics.ts';
import { numberText } from '../tables/number-text.ts';

/** What each peer took for a part of a work, round by round. */
export interface WorkTimes {
  readonly work: string;
  readonly part: string;
  readonly peers: Map<
    string,
    { readonly amount: number; readonly seconds: number[]; readonly cpuSeconds: number[] }
  >;
}

/**
 * A header and a row for each part: speeds by wall clock and by CPU time, from the medians, and how many times faster ours, the
 * first, is than each other peer by either.
 */
export function workTable(
  times: readonly WorkTimes[],
  peers: readonly string[],
  perUnit: number,
): string[][] {
  const [ours, ...others] = peers;
  const ratio = (peer: string): string => `of ${peer}`;
  const header = ['work', 'part', 'rows', ...peers.flatMap((peer) => [peer, '| CPU'])];
  const lines = times.map(({ work, part, peers: measured }) => {
    const speeds = (peer: string): readonly [number, number] => {
      const one = measured.get(peer);
      if (!one) return [Number.NaN, Number.NaN];
      const amount = one.amount / perUnit;
      return [amount / median(one.seconds), amount / median(one.cpuSeconds)];
    };
    const [wall, cpu] = speeds(ours ?? '');
    return [
      work,
      part,
      String(measured.get(ours ?? '')?.amount ?? ''),
      ...peers.flatMap((peer) => speeds(peer).map(numberText)),
      ...others.flatMap((peer) => {
        const [itsWall, itsCpu] = speeds(peer);
        return [numberText(wall / itsWall), numberText(cpu / itsCpu)];
      }),
    ];
  });
  return [[...header, ...others.flatMap((peer) => [ratio(peer), '| CPU'])], ...lines];
}
