import {
  type Column,
  EarlyStopping,
  type FittedModelPipeline,
  LabelEncoder,
  ModelPipeline,
  type Sequential,
  setRandomSeed,
  type Table,
  trainTestSplit,
} from 'myelin';
import { type Columns, columnChoices, networks, preparation } from './designs.ts';

/** One entry of the competition: what it sees, and what it is. */
export interface Entry {
  readonly columns: keyof typeof columnChoices;
  readonly network: keyof typeof networks;
}
