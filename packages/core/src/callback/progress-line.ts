/** The text of progress lines, letter for letter Keras's. */

import { formatFixed, formatScientific } from './format-number.ts';
import type { Logs } from './training-run.ts';

/** How far a run is. */
export interface Progress {
  /** Batches done. */
  readonly current: number;
  /** Batches in all; null if unknown. */
  readonly target: number | null;
  readonly elapsedSeconds: number;
  readonly secondsPerStep: number;
  /** Values to show, in this order. */
  readonly logs: Logs;
  /** Whether nothing will follow: the total time is then shown in place of the time left. */
  readonly isFinal: boolean;
}

/** A piece of a line and its color code, `''` for none. */
export type StyledText = readonly [text: string, style: string];

const bold = '\x1b[1m';
const green = '\x1b[32m';
const white = '\x1b[37m';
const barWidth = 20;

/** `3/3 ━━━━━━━━━━━━━━━━━━━━ 0s 565us/step - accuracy: 0.1500 - loss: 2.2838` */
export function progressLine(progress: Progress): StyledText[] {
  const { current, target, elapsedSeconds, secondsPerStep, logs, isFinal } = progress;
  const values = Object.entries(logs).map(
    ([name, value]) => ` - ${name}: ${formatValue(value, Math.abs(value))}`,
  );
  const time =
    target && !isFinal
      ? formatTimeLeft(secondsPerStep * (target - current))
      : `${formatFixed(elapsedSeconds, 0)}s`;
  return [
    ...bar(current, target),
    [' ', ''],
    [time, bold],
    [` ${formatStepTime(secondsPerStep)}${values.join('')}`, ''],
  ];
}

/** `3/3 - 0s - 2ms/step - accuracy: 0.3500 - loss: 2.0682` */
export function summaryLine(progress: Progress): string {
  const { current, target, elapsedSeconds, secondsPerStep, logs } = progress;
  return [
    formatCount(current, target),
    `${formatFixed(elapsedSeconds, 0)}s`,
    formatStepTime(secondsPerStep),
    // Unlike in the bar, the sign counts here: negative values are printed with an exponent, as in Keras.
    ...Object.entries(logs).map(([name, value]) => `${name}: ${formatValue(value, value)}`),
  ].join(' - ');
}

function bar(current: number, target: number | null): StyledText[] {
  if (!target) return [[formatCount(current, target), '']];
  const done = Math.floor((barWidth * current) / target);
  return [
    [formatCount(current, target), bold],
    [' ', ''],
    ['━'.repeat(done), green],
    ['━'.repeat(barWidth - done), white],
  ];
}

function formatCount(current: number, target: number | null): string {
  if (!target) return `${String(current).padStart(7)}/Unknown`;
  return `${String(current).padStart(String(target).length)}/${target}`;
}

function formatValue(value: number, size: number): string {
  return size > 1e-3 ? formatFixed(value, 4) : formatScientific(value, 4);
}

function formatStepTime(seconds: number): string {
  if (seconds >= 1 || seconds === 0) return `${formatFixed(seconds, 0)}s/step`;
  if (seconds >= 1e-3) return `${formatFixed(seconds * 1e3, 0)}ms/step`;
  return `${formatFixed(seconds * 1e6, 0)}us/step`;
}

/** `42s`, `1:05` or `1:01:01`. */
function formatTimeLeft(seconds: number): string {
  const whole = Math.trunc(seconds);
  const twoDigits = (value: number): string => String(Math.trunc(value)).padStart(2, '0');
  if (seconds > 3600) {
    return `${Math.trunc(whole / 3600)}:${twoDigits((whole % 3600) / 60)}:${twoDigits(whole % 60)}`;
  }
  if (seconds > 60) return `${Math.trunc(whole / 60)}:${twoDigits(whole % 60)}`;
  return `${whole}s`;
}
