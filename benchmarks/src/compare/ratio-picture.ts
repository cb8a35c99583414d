import { numberText } from '../tables/number-text.ts';
import type { Comparison } from './comparison.ts';

const LABEL_WIDTH = 130;
const BARS_WIDTH = 420;
const ROW_HEIGHT = 26;
const BAR_HEIGHT = 16;
const NOTE_WIDTH = 200;

/** An SVG picture of best peer ÷ ours: a bar a workload on a logarithmic scale, from 1× to the right if Myelin is faster. */
export function ratioPicture(comparisons: readonly Comparison[]): string {
  const bars = comparisons.filter(({ ratio }) => ratio !== undefined) as (Comparison & {
    readonly ratio: number;
  })[];
  // Whole powers of two at both ends, and 1 always among them.
  const powers = bars.map(({ ratio }) => Math.log2(ratio));
  const low = Math.floor(Math.min(0, ...powers));
  const high = Math.ceil(Math.max(1, ...powers));
  const x = (power: number): number => LABEL_WIDTH + ((power - low) / (high - low)) * BARS_WIDTH;
  const height = (bars.length + 1) * ROW_HEIGHT;
  const width = LABEL_WIDTH + BARS_WIDTH + NOTE_WIDTH;

  const every = Math.ceil((high - low) / 10);
  const ticks = Array.from({ length: high - low + 1 }, (_, i) => low + i)
    .filter((power) => power % every === 0)
    .map((power) => {
      const stroke = power === 0 ? '#444' : '#ddd';
      const text = power < 0 ? `1/${2 ** -power}×` : `${2 ** power}×`;
      return `<path d="M${round(x(power))} ${ROW_HEIGHT}V${height}" stroke="${stroke}"/><text x="${round(x(power))}" y="16" text-anchor="middle" fill="#666">${text}</text>`;
    });
  const rows = bars.map(({ work, ratio, bestPeer }, i) => {
    const top = (i + 1) * ROW_HEIGHT + (ROW_HEIGHT - BAR_HEIGHT) / 2;
    const baseline = top + 12;
    const end = x(Math.log2(ratio));
    const left = Math.min(end, x(0));
    const color = ratio >= 1 ? '#2a9d6f' : '#d1495b';
    return [
      `<text x="${LABEL_WIDTH - 8}" y="${baseline}" text-anchor="end">${work}</text>`,
      `<rect x="${round(left)}" y="${top}" width="${round(Math.abs(end - x(0)))}" height="${BAR_HEIGHT}" fill="${color}"/>`,
      `<text x="${round(Math.max(end, x(0)) + 6)}" y="${baseline}">${numberText(ratio)}× ${bestPeer?.peer}</text>`,
    ].join('');
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height + 8}" width="${width}" font-family="sans-serif" font-size="12">`,
    '<title>Time of the best peer ÷ time of Myelin</title>',
    '<rect width="100%" height="100%" fill="#fff"/>',
    ...ticks,
    ...rows,
    '</svg>\n',
  ].join('\n');
}

const round = (value: number): number => Number(value.toFixed(1));
