import { open } from 'node:fs/promises';
import { philoxWords } from 'myelin';

/** What is known before a ride. Their sizes differ by four powers of ten, which is what a scaler is for. */
export const features = ['distance', 'hour', 'weekday', 'rain', 'passengers'] as const;

/** Kinds of the columns that are read. There is one more in the file, `driver`, that nobody asks for. */
export const types = {
  distance: 'number',
  hour: 'number',
  weekday: 'number',
  rain: 'number',
  passengers: 'number',
  minutes: 'number',
} as const;

export interface Ride {
  /** Meters. */
  readonly distance: number;
  /** Time of the day, from 0 up to 24. */
  readonly hour: number;
  /** 0 on Mondays. */
  readonly weekday: number;
  /** Millimeters an hour. */
  readonly rain: number;
}

/** How long a ride takes but for chance: the law that a network is to find. */
export function expectedMinutes({ distance, hour, weekday, rain }: Ride): number {
  const rush = (at: number): number => Math.exp(-(((hour - at) / 2) ** 2));
  const jam = weekday < 5 ? rush(8) + rush(18) : 0.3 * rush(14);
  const metersAMinute = (600 / (1 + 1.2 * jam)) * (rain > 0 ? 0.8 : 1);
  return 3 + distance / metersAMinute;
}

/** Chance adds up to a minute, or takes it away: nobody can guess better than half a minute off. */
export const leastError = 0.5;

const rowsAtOnce = 8192;

/**
 * Writes a CSV file of rides that were made up, always the same ones, and returns how many.
 *
 * @param size - Bytes, at least.
 */
export async function writeRides(path: string, size: number, signal: AbortSignal): Promise<number> {
  const file = await open(path, 'w');
  try {
    let bytes = (await file.write('driver,distance,hour,weekday,rain,passengers,minutes\n'))
      .bytesWritten;
    let rows = 0;
    for (let step = 0; bytes < size; step++) {
      signal.throwIfAborted();
      bytes += (await file.write(someRides(step))).bytesWritten;
      rows += rowsAtOnce;
    }
    return rows;
  } finally {
    await file.close();
  }
}

function someRides(step: number): string {
  const draws = philoxWords(rowsAtOnce * 8, { seed: 7, step });
  let text = '';
  for (let row = 0; row < rowsAtOnce; row++) {
    const unit = (i: number): number => (draws[8 * row + i] ?? 0) / 2 ** 32;
    const ride = {
      distance: Math.round(500 + 14_500 * unit(0) ** 2),
      hour: Math.floor(240 * unit(1)) / 10,
      weekday: Math.floor(7 * unit(2)),
      rain: unit(3) < 0.7 ? 0 : Math.ceil(80 * unit(4)) / 10,
    };
    const minutes = expectedMinutes(ride) + 2 * unit(5) - 1;
    const passengers = 1 + Math.floor(4 * unit(6));
    const driver = `D${Math.floor(9000 * unit(7)) + 1000}`;
    text += `${driver},${ride.distance},${ride.hour},${ride.weekday},${ride.rain},${passengers},${minutes.toFixed(2)}\n`;
  }
  return text;
}
