import { ArgumentError, describe, type NdArray } from '@myelin/core';
import { assertCardinality } from './assert-cardinality.ts';
import { type BatchOptions, batch } from './batch.ts';
import { cache } from './cache.ts';
import type { Cardinality } from './cardinality.ts';
import { concatenate } from './concatenate.ts';
import { datasetsIn } from './datasets-in.ts';
import { requireFunction } from './element-error.ts';
import type { ElementSpec } from './element-spec.ts';
import { ElementsIterator } from './elements-iterator.ts';
import { enumerate, type Numbered } from './enumerate.ts';
import { type Eventual, isPromised } from './eventual.ts';
import type { DatasetElement, Example } from './example.ts';
import { filter, type Predicate, takeWhile } from './filter.ts';
import { cacheInFolder } from './folder-cache.ts';
import { flatMap, type InterleaveOptions, interleave } from './interleave.ts';
import { type MapOptions, map } from './map.ts';
import { mapSource } from './map-source.ts';
import { type PaddedBatchOptions, paddedBatch } from './padded-batch.ts';
import { prefetch } from './prefetch.ts';
import { range } from './range.ts';
import { repeat } from './repeat.ts';
import { type Reducer, reduce, type ScanFunction, scan } from './scan.ts';
import { type ChooseFromOptions, choose, type SampleFromOptions, sample } from './select.ts';
import { shard } from './shard.ts';
import { type ShuffleOptions, shuffle } from './shuffle.ts';
import { skip } from './skip.ts';
import type { Source } from './source.ts';
import { take } from './take.ts';
import { unbatch } from './unbatch.ts';
import { type DatasetWindowOptions, windows } from './window.ts';
import { withSignal } from './with-signal.ts';
import { zip } from './zip.ts';

/** The element that holds one element of each data set of a structure. */
export type Zipped<Datasets> =
  Datasets extends Dataset<infer E>
    ? E
    : { readonly [Key in keyof Datasets]: Zipped<Datasets[Key]> };

/** What stands behind a data set. */
let sourceBehind: <E>(dataset: Dataset<E>) => Source<E>;

/**
 * A pipeline of examples, with the semantics of `tf.data.Dataset`.
 *
 * Every operation gives a new data set and leaves this one as it is; nothing happens before someone asks for
 * elements, and no more than is asked for, except where {@link prefetch} or `map` with `parallel` work ahead. `for await` goes
 * through it once; a second loop is a second pass. A loop that is left, by `break` or by an error, closes all that stands behind:
 * generators, files, what was fetched ahead.
 *
 * An element is an {@link Example}, or any other list or record of arrays: all operations treat each of its arrays alike.
 *
 * @see {@link fromArrays}, {@link fromTensorSlices}, {@link fromGenerator}
 * @example
 * const batches = fromArrays([[0, 0], [0, 1], [1, 0], [1, 1]], [0, 1, 1, 0]).shuffle().batch(2);
 * for await (const { x, y } of batches) console.log(x.shape, y.shape); // => [2, 2] [2], twice
 */
export class Dataset<E = Example> implements AsyncIterable<E> {
  readonly #source: Source<E>;

  static {
    sourceBehind = (dataset) => dataset.#source;
  }

  constructor(source: Source<E>) {
    this.#source = source;
  }

  /**
   * The whole numbers up to but not including `stop`, as scalars: `range(stop)`, `range(start, stop)`, `range(start, stop, step)`.
   *
   * @example
   * Dataset.range(1, 6, 2) // 1, 3, 5
   */
  static range(stop: number): Dataset<NdArray>;
  static range(start: number, stop: number, step?: number): Dataset<NdArray>;
  static range(first: number, stop?: number, step = 1): Dataset<NdArray> {
    return new Dataset(stop === undefined ? range(0, first, step) : range(first, stop, step));
  }

  /**
   * One element of each data set at a time, in the structure in which the data sets were given; ends with the first that does.
   *
   * @throws {@link ArgumentError} there is no data set, or something else stands in the place of one.
   * @example
   * Dataset.zip({ x: images, y: labels })
   * Dataset.zip([Dataset.range(3), Dataset.range(5, 8)]) // [0, 5], [1, 6], [2, 7]
   */
  static zip<const Datasets>(datasets: Datasets, ...others: never[]): Dataset<Zipped<Datasets>> {
    const where = 'Dataset.zip';
    if (others.length > 0) {
      throw new ArgumentError({
        where,
        problem: `\`datasets\` must be one list or record, received ${others.length + 1} arguments`,
        fix: 'put the data sets into a list: Dataset.zip([first, second])',
      });
    }
    const { datasets: found, assemble } = datasetsIn(where, datasets, isDataset);
    return new Dataset(
      zip(
        found.map((dataset) => dataset.#source),
        assemble,
      ),
    );
  }

  /**
   * The elements of several data sets, from the one whose number `choices` says each time.
   *
   * @throws {@link ArgumentError} there is no data set. {@link DataError} a choice is no number of one.
   * @source `tf.data.Dataset.choose_from_datasets`, whose cardinality is unknown too.
   * @example
   * Dataset.chooseFromDatasets([cats, dogs], Dataset.range(2).repeat()) // a cat, a dog, a cat, …
   */
  static chooseFromDatasets<E>(
    datasets: readonly Dataset<E>[],
    choices: Dataset<NdArray>,
    options: ChooseFromOptions = {},
  ): Dataset<E> {
    const where = 'Dataset.chooseFromDatasets';
    const chooser = sourceOf(where, 'choices', choices);
    return new Dataset(choose(sourcesOf(where, datasets), chooser, options));
  }

  /**
   * The elements of several data sets, drawn from them at random, each with its weight.
   *
   * @throws {@link ArgumentError} there is no data set, or `weights` are not one number of at least 0 for each.
   * @source `tf.data.Dataset.sample_from_datasets`, whose cardinality is unknown too.
   * @example
   * Dataset.sampleFromDatasets([common, rare], { weights: [0.5, 0.5] })
   */
  static sampleFromDatasets<E>(
    datasets: readonly Dataset<E>[],
    options: SampleFromOptions = {},
  ): Dataset<E> {
    return new Dataset(sample(sourcesOf('Dataset.sampleFromDatasets', datasets), options));
  }

  /** Number of elements in one pass; of batches after {@link batch}. */
  get cardinality(): Cardinality {
    return this.#source.cardinality;
  }

  /**
   * Structure, shapes and element types of the elements; undefined where only an element could tell, as after {@link map}.
   *
   * @example
   * String(Dataset.range(4).batch(2).elementSpec) // => int32 [?]
   */
  get elementSpec(): ElementSpec<E> | undefined {
    return this.#source.elementSpec;
  }

  /** One pass over the elements. */
  [Symbol.asyncIterator](): AsyncIterableIterator<E> {
    return new ElementsIterator(this.#source.open());
  }

  /**
   * The elements in random order, each drawn from a buffer of `bufferSize` elements that is refilled in turn.
   *
   * Arrays of one element stay together. Shuffle before `batch`, or only whole batches change places.
   *
   * @param bufferSize - By default the whole data set, which then is shuffled completely.
   * @throws {@link ArgumentError} an option is outside its domain, or the size is needed and missing.
   */
  shuffle(bufferSize?: number, options: ShuffleOptions = {}): Dataset<E> {
    return new Dataset(shuffle(this.#source, bufferSize, options));
  }

  /**
   * Each `batchSize` elements in a row as one, stacked along a new first axis.
   *
   * @throws {@link ArgumentError} `batchSize` is not a whole number of at least 1.
   * @see {@link paddedBatch} for elements of several lengths.
   */
  batch(batchSize: number, options: BatchOptions = {}): Dataset<E> {
    return new Dataset(batch(this.#source, batchSize, options));
  }

  /**
   * As {@link batch}, for elements of several lengths: shorter arrays are filled up behind, to the longest of the batch or to
   * `paddedShapes`.
   *
   * @throws {@link ArgumentError} an option is outside its domain. {@link ShapeError} an element does not fit `paddedShapes`.
   * @example
   * sentences.paddedBatch(32, { paddedShapes: { x: [null], y: [] }, paddingValues: { x: -1 } })
   */
  paddedBatch(batchSize: number, options: PaddedBatchOptions<E> = {}): Dataset<E> {
    return new Dataset(paddedBatch(this.#source, batchSize, options));
  }

  /**
   * The rows of every element, one by one: what {@link batch} put together.
   *
   * @throws {@link ShapeError} arrays of an element are scalars, or differ in their number of rows.
   */
  unbatch(): Dataset<E> {
    return new Dataset(unbatch(this.#source));
  }

  /**
   * Data sets of `size` elements each. Turn them into elements with {@link flatMap}.
   *
   * @throws {@link ArgumentError} an option is not a whole number of at least 1.
   * @source `tf.data.Dataset.window`; elements stay whole, where `tf.data` makes a data set of each of their arrays.
   * @example
   * Dataset.range(5).window(3, { shift: 1, dropRemainder: true }).flatMap((window) => window.batch(3))
   * // [0, 1, 2], [1, 2, 3], [2, 3, 4]
   */
  window(size: number, options: DatasetWindowOptions = {}): Dataset<Dataset<E>> {
    return new Dataset(
      mapSource(windows(this.#source, size, options), (source) => new Dataset(source)),
    );
  }

  /** The first `count` elements, or all if there are fewer. */
  take(count: number): Dataset<E> {
    return new Dataset(take(this.#source, count));
  }

  /** All elements but the first `count`. */
  skip(count: number): Dataset<E> {
    return new Dataset(skip(this.#source, count));
  }

  /** The elements before the first one for which `predicate` gives false. */
  takeWhile(predicate: Predicate<E>): Dataset<E> {
    return new Dataset(takeWhile(this.#source, predicate));
  }

  /**
   * The elements for which `predicate` gives true.
   *
   * @example
   * digits.filter(({ y }) => y.at() < 2)
   */
  filter(predicate: Predicate<E>): Dataset<E> {
    return new Dataset(filter(this.#source, predicate));
  }

  /**
   * Every `shardCount`-th element, from the one with number `index` on: the share of one of several workers. Shard before
   * `shuffle`, or shares overlap.
   *
   * @throws {@link ArgumentError} `index` is not a whole number from 0 to `shardCount - 1`.
   */
  shard(shardCount: number, index: number): Dataset<E> {
    return new Dataset(shard(this.#source, shardCount, index));
  }

  /** All elements `count` times over, each time in a new pass; without end if `count` is not given. */
  repeat(count?: number): Dataset<E> {
    return new Dataset(repeat(this.#source, count));
  }

  /** All elements of this data set, then all of another. */
  concatenate<F>(other: Dataset<F>): Dataset<E | F> {
    return new Dataset(concatenate(this.#source, sourceOf('Dataset.concatenate', 'other', other)));
  }

  /**
   * Every element with its number before it, a scalar.
   *
   * @param start - Number of the first. @defaultValue `0`
   */
  enumerate(start = 0): Dataset<Numbered<E>> {
    return new Dataset(enumerate(this.#source, start));
  }

  /**
   * Every element as `transform` gives it back, which may be a promise. It may have another structure.
   *
   * @throws {@link DataError} in the pass, if `transform` throws: it says at which element, and holds the error as its cause.
   * @example
   * digits.map(({ x, y }) => ({ x: x.div(16), y }))
   * reviews.map(({ x }) => x) // the samples alone, as layers adapt to them
   * files.map(readImage, { parallel: 8 }) // eight are read at a time; they keep their order
   */
  map<const F extends DatasetElement>(
    transform: (element: E) => F | Promise<F>,
    options?: MapOptions,
  ): Dataset<F> {
    return new Dataset(map(this.#source, transform, options));
  }

  /**
   * The elements of the data sets that `make` gives, one data set after the other.
   *
   * @example
   * documents.flatMap(({ x }) => fromTensorSlices(x)) // their rows
   */
  flatMap<F>(make: (element: E) => Dataset<F> | Promise<Dataset<F>>): Dataset<F> {
    return new Dataset(flatMap(this.#source, opening('Dataset.flatMap', make)));
  }

  /**
   * The elements of the data sets that `make` gives, of `cycleLength` data sets in turns: so many files are read at a time.
   *
   * @throws {@link ArgumentError} `cycleLength` or `blockLength` is not a whole number of at least 1.
   * @example
   * Dataset.range(3).interleave((n) => fromTensorSlices([n.at(), n.at()]), { cycleLength: 2 }) // 0, 1, 0, 1, 2, 2
   */
  interleave<F>(
    make: (element: E) => Dataset<F> | Promise<Dataset<F>>,
    options: InterleaveOptions,
  ): Dataset<F> {
    return new Dataset(interleave(this.#source, opening('Dataset.interleave', make), options));
  }

  /**
   * Elements that also depend on those before them: `step` is given what it returned the time before.
   *
   * @example
   * Dataset.range(4).scan(0, (sum, x) => [sum + x.at(), ndArray(sum + x.at())]) // 0, 1, 3, 6
   */
  scan<State, const F extends DatasetElement>(
    initialState: State,
    step: ScanFunction<E, State, F>,
  ): Dataset<F> {
    return new Dataset(scan(this.#source, initialState, step));
  }

  /**
   * One value made of all elements.
   *
   * @example
   * await Dataset.range(5).reduce(0, (sum, x) => sum + x.at()) // => 10
   */
  reduce<State>(initialState: State, reducer: Reducer<E, State>): Promise<State> {
    return reduce(this.#source, initialState, reducer);
  }

  /**
   * The same elements, up to `bufferSize` of them fetched ahead, while whoever takes them does something else.
   *
   * @param bufferSize - At least 1. @defaultValue `2`
   */
  prefetch(bufferSize = 2): Dataset<E> {
    return new Dataset(prefetch(this.#source, bufferSize));
  }

  /**
   * The elements of the first complete pass, kept for all passes after it: in memory or, given a `folder`, in files, which later
   * programs find too. In a browser the folder lies in the private file system of the page's origin.
   *
   * A pass that is left early keeps nothing. Put what is to differ from pass to pass, such as `shuffle`, behind it. Files stay as they
   * are if what stands before changes: empty the folder then with {@link clearCache}. One program at a time fills a folder.
   *
   * @throws {@link ArgumentError} the data set never ends.
   * @throws {@link DataError} in the pass, if the files are damaged, or hold another number of elements than this data set.
   * @example
   * files.map(decodeImage).cache('cache/train').shuffle(1000).batch(32)
   */
  cache(folder?: string): Dataset<E> {
    return new Dataset(
      folder === undefined ? cache(this.#source) : cacheInFolder(this.#source, folder),
    );
  }

  /**
   * The same elements, of which there must be `cardinality`: so `fit` knows how many steps an epoch of a generator has.
   *
   * @throws {@link DataError} in the pass, if there are more or fewer.
   */
  assertCardinality(cardinality: number): Dataset<E> {
    return new Dataset(assertCardinality(this.#source, cardinality));
  }

  /**
   * The same elements, until `signal` fires: then the pass ends with an {@link AbortError}, and closes what stands before without
   * waiting for it.
   *
   * @example
   * for await (const batch of batches.withSignal(AbortSignal.timeout(1000))) use(batch);
   */
  withSignal(signal: AbortSignal): Dataset<E> {
    return new Dataset(withSignal(this.#source, signal));
  }

  /** One pass as a stream, which asks for an element whenever its reader does. */
  toReadableStream(): ReadableStream<E> {
    const elements = this[Symbol.asyncIterator]();
    return new ReadableStream<E>(
      {
        async pull(controller): Promise<void> {
          const { done, value } = await elements.next();
          if (done) controller.close();
          else controller.enqueue(value);
        },
        async cancel(): Promise<void> {
          await elements.return?.();
        },
      },
      { highWaterMark: 0 },
    );
  }
}

const isDataset = (value: unknown): value is Dataset<unknown> => value instanceof Dataset;

function sourceOf<E>(where: string, option: string, dataset: Dataset<E>): Source<E> {
  if (isDataset(dataset)) return sourceBehind(dataset);
  throw new ArgumentError({
    where,
    problem: `\`${option}\` must be a data set, received ${describe(dataset)}`,
    fix: 'make one of arrays with fromTensorSlices(arrays)',
  });
}

function sourcesOf<E>(where: string, datasets: readonly Dataset<E>[]): readonly Source<E>[] {
  if (Array.isArray(datasets)) {
    return datasets.map((dataset, i) => sourceOf(where, `datasets[${i}]`, dataset));
  }
  throw new ArgumentError({
    where,
    problem: `\`datasets\` must be a list of data sets, received ${describe(datasets)}`,
    fix: 'pass a list: [first, second]',
  });
}

type OpenDataset<E, F> = (element: E) => Dataset<F> | Promise<Dataset<F>>;

/** What a function of the user gives, which must be a data set. */
function opening<E, F>(where: string, make: OpenDataset<E, F>) {
  requireFunction(where, 'make', make, '(element) => fromTensorSlices(element)');
  return (element: E): Eventual<Source<F>> => {
    const made = make(element);
    const option = 'what the function returns';
    return isPromised(made)
      ? made.then((dataset) => sourceOf(where, option, dataset))
      : sourceOf(where, option, made);
  };
}
