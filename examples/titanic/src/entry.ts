import {
  type Column,
  EarlyStopping,
  type FittedModelPipeline,
  LabelEncoder,
  ModelPipeline,
  type Sequential,
  setRandomSeed,
  type Table,
  type TitanicTestRow,
  trainTestSplit,
} from 'myelin';
import { type Columns, preparation } from './designs.ts';

/** What takes part in the competition: what it sees, and what it is. */
export interface Entry {
  readonly columns: Columns;
  readonly network: () => Sequential;
}

/** Passengers as they stand in the files, and what became of each. */
export interface Known {
  readonly x: Table<TitanicTestRow>;
  readonly y: Column<Fate>;
}

export type Fate = 'survived' | 'died';

/**
 * Trains an entry. It ends when the loss on some passengers, who are kept aside for that, has not fallen for a while. Those
 * passengers are no part of what medians, categories and means are learned from.
 */
export async function fitEntry(
  { columns, network }: Entry,
  { x, y }: Known,
  seed: number,
): Promise<FittedModelPipeline> {
  setRandomSeed(seed);
  const [xFit, xAside, yFit, yAside] = trainTestSplit(x, y, { testSize: 0.15, stratify: y, seed });
  const pipeline = new ModelPipeline({
    prepare: preparation(columns),
    model: network(),
    target: new LabelEncoder(),
  });
  const { fitted } = await pipeline.fit(xFit, yFit, {
    epochs: 200,
    validationData: [xAside, yAside],
    callbacks: [new EarlyStopping({ patience: 15, restoreBestWeights: true })],
    verbose: 0,
  });
  return fitted;
}
