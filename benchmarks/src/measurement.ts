import type { Extent, Training, Workload } from './workload.ts';

/** What a run of a workload gave: the JSON line that all peers print. A step of a prediction is a call. */
export interface Measurement {
  readonly peer: string;
  readonly work: string;
  readonly seconds: number;
  readonly steps: number;
  readonly ms_per_step: number;
  readonly samples_per_s: number;
}

/** From the seconds that the timed epochs took. */
export function trainingMeasurement(
  peer: string,
  { name, batchSize }: Pick<Training, 'name' | 'batchSize'>,
  { rows, repeats }: Extent,
  seconds: number,
): Measurement {
  return measurement(peer, name, Math.ceil(rows / batchSize) * repeats, rows * repeats, seconds);
}

/** From the seconds that the median call took. */
export function predictionMeasurement(
  peer: string,
  { name }: Pick<Workload, 'name'>,
  { rows }: Pick<Extent, 'rows'>,
  seconds: number,
): Measurement {
  return measurement(peer, name, 1, rows, seconds);
}

/** The measurements among the lines of a process; other lines are passed over. */
export function parseMeasurements(output: string): Measurement[] {
  return output.split('\n').flatMap((line) => {
    if (!line.startsWith('{')) return [];
    const value: unknown = JSON.parse(line);
    return isMeasurement(value) ? [value] : [];
  });
}

function isMeasurement(value: unknown): value is Measurement {
  const line = value as Partial<Measurement>;
  return (
    typeof line.peer === 'string' &&
    typeof line.work === 'string' &&
    typeof line.ms_per_step === 'number'
  );
}

function measurement(
  peer: string,
  work: string,
  steps: number,
  samples: number,
  seconds: number,
): Measurement {
  return {
    peer,
    work,
    seconds: significant(seconds),
    steps,
    ms_per_step: significant((1000 * seconds) / steps),
    samples_per_s: Math.round(samples / seconds),
  };
}

/** Six digits are more than any timing is good for. */
const significant = (value: number): number => Number(value.toPrecision(6));
