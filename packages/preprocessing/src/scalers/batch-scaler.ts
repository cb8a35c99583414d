import { AbortError, DataError, EventLoopBreather, requireKnownOptions } from '@myelin/core';
import type { TabularInput } from '../input/tabular-input.ts';
import { Transformer } from '../transformer/transformer.ts';
import type { ExtendableScaler } from './extendable-scaler.ts';

export interface FitBatchesOptions {
  /** Stops between two batches. */
  readonly signal?: AbortSignal;
}

/** A scaler that learns from rows that come in batches, too: from more than memory holds. */
export abstract class BatchScaler<
  Options extends object,
  Made extends ExtendableScaler,
> extends Transformer<Options, Made> {
  /**
   * Learns from all batches, one at a time: what comes out is that of `fit` on all rows, but for rounding.
   *
   * @param batches - Tables, arrays `[rows, columns]`, or lists of rows. Of a dataset with targets, pass the features:
   * `dataset.map(({ x }) => x)`.
   * @throws {@link DataError} there is no batch, or one has no rows. {@link AbortError} `signal` says so.
   * @example
   * const scaler = await new MinMaxScaler().fitBatches([[[1], [2]], [[5]]]);
   * scaler.dataMax // => Float64Array [5]
   */
  async fitBatches(
    batches: Iterable<TabularInput> | AsyncIterable<TabularInput>,
    options: FitBatchesOptions = {},
  ): Promise<Made> {
    const where = `${this.className}.fitBatches`;
    requireKnownOptions(where, options, ['signal']);
    const { signal } = options;
    const breather = new EventLoopBreather();
    let fitted: Made | undefined;
    for await (const batch of batches) {
      if (signal?.aborted) {
        throw new AbortError({
          where,
          problem: 'the signal that was passed says to stop',
          fix: 'start again where all batches are wanted',
          cause: signal.reason,
        });
      }
      fitted = fitted === undefined ? this.fit(batch) : fitted.extend(batch);
      await breather.breathe();
    }
    if (fitted !== undefined) return fitted;
    throw new DataError({
      where,
      problem: 'there must be at least one batch, received none',
      fix: 'check that the data was loaded; a generator gives its batches only once',
    });
  }
}
