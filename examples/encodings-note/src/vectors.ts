import { Adam, Dense, Embedding, Flatten, LabelEncoder, Sequential, setRandomSeed } from 'myelin';
import { heading } from './heading.ts';

const cities = ['Seoul', 'Busan', 'Tokyo', 'Osaka'];
/** How far it is from each to Seoul and to Tokyo, in thousands of kilometers. */
const distances = [
  [0, 1.16],
  [0.33, 0.97],
  [1.16, 0],
  [0.83, 0.4],
];

/** Words as vectors that training moves: what is alike comes to lie together. */
export async function printVectors(): Promise<void> {
  heading('Vectors that are learned: Embedding');
  setRandomSeed(4);
  const encoder = new LabelEncoder().fit(cities);
  const codes = encoder.transform(cities).reshape([-1, 1]);
  const embedding = new Embedding({ inputDim: cities.length, outputDim: 2 });
  using model = new Sequential([embedding, new Flatten(), new Dense({ units: 2 })]);
  model.compile({ optimizer: new Adam({ learningRate: 0.05 }), loss: 'mse' });
  await model.fit(codes, distances, { epochs: 1, verbose: 0 });
  const before = gaps(model);
  await model.fit(codes, distances, { epochs: 200, verbose: 0 });
  const after = gaps(model);
  console.log('Told only how far each city is from two others, distances of the vectors:');
  for (const [i, pair] of ['Seoul to Busan', 'Tokyo to Osaka', 'Seoul to Tokyo'].entries()) {
    console.log(
      `  ${pair}  ${before[i]?.toFixed(2)} before, ${after[i]?.toFixed(2)} after training`,
    );
  }

  function gaps(of: Sequential): number[] {
    const [vectors] = of.getWeights();
    const at = (city: string) => vectors?.row(encoder.transform([city]).at(0)).data ?? [];
    const gap = (one: string, other: string): number =>
      Math.hypot(...Array.from(at(one), (value, i) => value - (at(other)[i] ?? 0)));
    return [gap('Seoul', 'Busan'), gap('Tokyo', 'Osaka'), gap('Seoul', 'Tokyo')];
  }
}
