import { type BatchOptions, batch } from './batch.ts';
import type { Cardinality } from './cardinality.ts';
import type { DatasetElement, Example } from './example.ts';
import { map } from './map.ts';
import { repeat } from './repeat.ts';
import { type ShuffleOptions, shuffle } from './shuffle.ts';
import { skip } from './skip.ts';
import type { Source } from './source.ts';
import { take } from './take.ts';

/**
 * A pipeline of examples, with the semantics of `tf.data.Dataset`.
 *
 * Every operation gives a new data set and leaves this one as it is; nothing happens before someone asks for
 * elements. `for await` goes through it once; a second loop is a second pass. An element is an {@link Example}, or any other
 * list or record of arrays: all operations treat each of its arrays alike.
 *
 * @see {@link fromArrays}
 * @example
 * const batches = fromArrays([[0, 0], [0, 1], [1, 0], [1, 1]], [0, 1, 1, 0]).shuffle().batch(2);
 * for await (const { x, y } of batches) console.log(x.shape, y.shape); // => [2, 2] [2], twice
 */
export class Dataset<E extends DatasetElement = Example> implements AsyncIterable<E> {
  readonly #source: Source<E>;

  constructor(source: Source<E>) {
    this.#source = source;
  }

  /** Number of elements in one pass; of batches after {@link batch}. */
  get cardinality(): Cardinality {
    return this.#source.cardinality;
  }

  /** One pass over the elements. */
  [Symbol.asyncIterator](): AsyncIterator<E> {
    return this.#source.elements()[Symbol.asyncIterator]();
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
   */
  batch(batchSize: number, options: BatchOptions = {}): Dataset<E> {
    return new Dataset(batch(this.#source, batchSize, options));
  }

  /** The first `count` elements, or all if there are fewer. */
  take(count: number): Dataset<E> {
    return new Dataset(take(this.#source, count));
  }

  /** All elements but the first `count`. */
  skip(count: number): Dataset<E> {
    return new Dataset(skip(this.#source, count));
  }

  /** All elements `count` times over, each time in a new pass; without end if `count` is not given. */
  repeat(count?: number): Dataset<E> {
    return new Dataset(repeat(this.#source, count));
  }

  /**
   * Every element as `transform` gives it back, which may be a promise. It may have another structure.
   *
   * @example
   * digits.map(({ x, y }) => ({ x: x.div(16), y }))
   * reviews.map(({ x }) => x) // the samples alone, as layers adapt to them
   */
  map<const F extends DatasetElement>(transform: (element: E) => F | Promise<F>): Dataset<F> {
    return new Dataset(map(this.#source, transform));
  }
}
