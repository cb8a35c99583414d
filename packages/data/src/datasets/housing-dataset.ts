import { DataError, NdArray, requireOneOf } from '@myelin/core';
import { type ColumnValues, type Table, table } from '@myelin/table';
import { npyArray } from '../formats/npy.ts';
import { npzFiles } from '../formats/npz.ts';
import type { DownloadOptions } from '../sources/download-options.ts';
import { fetchPublicFile, type PublicFile } from '../sources/public-file.ts';
import { randomSplit } from './random-split.ts';
import { checkedSplit } from './split-options.ts';
import type { FeaturesAndTargets, TabularDataset, TabularSplit } from './tabular-dataset.ts';

/** How the rows are fetched and divided. */
export interface HousingOptions extends DownloadOptions {
  /** Fraction in [0, 1) of the rows that goes to the test part. @defaultValue `0.2` */
  readonly testFraction?: number;
  /** Fixes which rows those are, and the order of all. @defaultValue `113` */
  readonly seed?: number;
}

export interface HousingDataset<Options> extends TabularDataset<Options> {
  table(options?: DownloadOptions): Promise<Table>;
}

/** What sets one data set of this kind apart from another. */
export interface HousingDatasetFacts extends Omit<TabularDataset<unknown>, 'load' | 'table'> {
  /** An `.npz` archive with features, `x`, and values, `y`. */
  readonly file: PublicFile;
  /** For the option `version`: how many of the first rows each has. */
  readonly versions?: Readonly<Record<string, number>>;
}

const SPLIT = ['testFraction', 'seed'];
/** The larger of these files unpacks to a hundredth of this. */
const MAX_BYTES = 2 ** 26;

/** Prices of houses in the files of Keras. `Options` has a `version` where the facts have some; the last one is the default. */
export function housingDataset<Options extends HousingOptions & { readonly version?: string }>(
  facts: HousingDatasetFacts,
): HousingDataset<Options> {
  const { file, versions = {}, ...description } = facts;
  const names = Object.keys(versions);
  const own = names.length > 0 ? [...SPLIT, 'version'] : SPLIT;

  const read = async (where: string, options: DownloadOptions, known: readonly string[]) =>
    readRows(where, await fetchPublicFile(where, facts.name, file, options, known), facts);

  return {
    ...description,
    async load(options?: Options): Promise<TabularSplit> {
      const where = `${facts.name}.load`;
      const { testFraction = 0.2, seed = 113, version = names.at(-1) } = options ?? {};
      const split = checkedSplit(where, { testFraction, seed });
      const rows =
        names.length > 0 ? versions[requireOneOf(where, 'version', version, names)] : undefined;
      const all = await read(where, options ?? {}, own);
      const { train, test } = randomSplit(rows ?? all.y.size, split.testFraction, split.seed);
      return {
        train: { x: all.x.take(train), y: all.y.take(train) },
        test: { x: all.x.take(test), y: all.y.take(test) },
      };
    },

    async table(options: DownloadOptions = {}): Promise<Table> {
      const { x, y } = await read(`${facts.name}.table`, options, []);
      const columns: Record<string, ColumnValues> = {};
      for (const [at, name] of facts.featureNames.entries()) {
        columns[name] = Float64Array.from({ length: y.size }, (_, row) => x.at(row, at));
      }
      columns[facts.targetName] = y;
      return table(columns);
    },
  };
}

function readRows(
  where: string,
  content: Uint8Array<ArrayBuffer>,
  { featureNames }: HousingDatasetFacts,
): FeaturesAndTargets {
  const files = npzFiles(where, content, MAX_BYTES);
  const array = (name: string): NdArray => {
    const bytes = files.get(name);
    return bytes ? npyArray(where, bytes) : new NdArray(new Float32Array(0), [0]);
  };
  const [x, y] = [array('x'), array('y')];
  if (x.rank === 2 && x.shape[1] === featureNames.length && y.rank === 1 && y.size === x.length) {
    return { x, y };
  }
  throw new DataError({
    where,
    problem: `the file must hold rows \`x\` of ${featureNames.length} features and as many values \`y\``,
    fix: 'fetch it again and compare its checksum',
  });
}
