import { MinMaxScaler, StandardScaler, table } from 'myelin';
import { heading } from './heading.ts';

/** Numbers on one scale. */
export function printNumbers(): void {
  heading('z = (x - mean) / deviation: StandardScaler');
  // The note has mean 40 and deviation 8.12, and not the ages; these have both.
  const people = table({ Age: [30, 33, 52, 46, 39] });
  const scaler = new StandardScaler().fit(people);
  const [mean = 0, deviation = 0] = [scaler.mean?.[0], scaler.scale?.[0]];
  const scaled = scaler.transform(people);
  console.log(String(people.with('z', scaled.reshape([-1]))));
  const z = scaled.at(0, 0).toFixed(2);
  console.log(`(30 - ${mean.toFixed(1)}) / ${deviation.toFixed(2)} = ${z}`);
  console.log('The deviation is that of these people, √(Σ (x - mean)² / n), as in scikit-learn.');

  heading('(x - min) / (max - min): MinMaxScaler');
  const data = [
    [-1, 2],
    [-0.5, 6],
    [0, 10],
    [1, 18],
  ];
  const ranges = new MinMaxScaler().fit(data);
  const within = ranges.transform(data);
  console.log(String(within));
  console.log(`And back by inverseTransform:\n${ranges.inverseTransform(within)}`);
  console.log(`[2, 2], which is outside of what it saw: ${ranges.transform([[2, 2]])}`);
}
