import type { RemedyName } from './remedies.ts';
import type { Outcome } from './train.ts';

export type Outcomes = Readonly<Record<RemedyName, Outcome>>;

/** What the course note claims, and whether this run bears it out. */
export function checks(outcomes: Outcomes): ReadonlyMap<string, boolean> {
  const { plain } = outcomes;
  const last = ({ validation }: Outcome): number => validation.at(-1) ?? Number.NaN;
  const endsLower = (name: RemedyName): boolean => last(outcomes[name]) < last(plain);
  const stopped = outcomes['early stopping'];
  return new Map([
    [
      'plain overfits: its validation loss rises again by more than a tenth',
      last(plain) > 1.1 * Math.min(...plain.validation),
    ],
    ['a larger network overfits more', last(outcomes.larger) > last(plain)],
    ['a smaller one overfits less', endsLower('smaller')],
    ['L2 ends lower', endsLower('L2')],
    ['dropout turns later', outcomes.dropout.bestEpoch > plain.bestEpoch],
    ['augmentation ends lower', endsLower('fewer words')],
    [
      'early stopping follows plain and stops soon after the turn',
      stopped.validation.length < plain.validation.length &&
        stopped.validation.every((loss, epoch) => loss === plain.validation[epoch]),
    ],
    ['early stopping is surer on the test', stopped.test.loss < plain.test.loss],
  ]);
}
