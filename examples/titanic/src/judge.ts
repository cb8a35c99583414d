import { type Cell, crossValidate, type FoldScores, metrics, StratifiedKFold } from 'myelin';
import { type Entry, type Fate, fitEntry, type Known } from './entry.ts';

/** How an entry did on passengers that it had not seen. */
export interface Judgment {
  /** Accuracy of each fold. */
  readonly accuracy: FoldScores;
  /** What became of all passengers, fold by fold. */
  readonly truth: readonly Fate[];
  /** What was predicted of them. */
  readonly predicted: readonly Cell[];
}

/**
 * Each fold is predicted by an entry that was trained on the others. All that is learned is learned anew for each fold: scalers and
 * encoders too.
 *
 * @param seed - Fixes who is in which fold.
 */
export async function judge(
  entry: Entry,
  { x, y }: Known,
  { folds, seed }: { readonly folds: number; readonly seed: number },
): Promise<Judgment> {
  const truth: Fate[] = [];
  const predicted: Cell[] = [];
  const { scores } = await crossValidate({
    x,
    y,
    splitter: new StratifiedKFold({ nSplits: folds, shuffle: true, seed }),
    async fit(train, { fold }) {
      const fitted = await fitEntry(entry, train, fold);
      return {
        predict: (x) => fitted.predictLabels(x),
        dispose: () => fitted.dispose(),
      };
    },
    score(fates, predictions) {
      truth.push(...fates);
      predicted.push(...predictions);
      return metrics.accuracyScore(fates, predictions);
    },
  });
  return { accuracy: scores, truth, predicted };
}
