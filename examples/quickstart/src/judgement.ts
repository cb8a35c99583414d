import type { LabeledImages, NdArray } from 'myelin';

/** One image and what the network said of it. */
export interface Answer {
  readonly image: NdArray;
  readonly truth: number;
  readonly guess: number;
  /** Probability that the network gave its guess. */
  readonly confidence: number;
}

/** How a network did on images it has never seen. */
export interface Judgement {
  readonly answers: readonly Answer[];
  readonly right: number;
  /** Fraction of right answers. */
  readonly accuracy: number;
  /** Crossentropy, averaged over the images. */
  readonly loss: number;
  /** How many images of each class were taken for each: `confusion[truth][guess]`. */
  readonly confusion: readonly (readonly number[])[];
}

/** @param probabilities - What the network gave each class. @shape `[images, classes]` */
export function judge({ images, labels }: LabeledImages, probabilities: NdArray): Judgement {
  const classes = probabilities.shape[1] ?? 0;
  const guesses = probabilities.argMax();
  const confusion = Array.from({ length: classes }, () => new Array<number>(classes).fill(0));
  let loss = 0;
  const answers = Array.from(labels.data, (truth, i): Answer => {
    const guess = guesses.at(i);
    const row = confusion[truth];
    if (row) row[guess] = (row[guess] ?? 0) + 1;
    loss -= Math.log(Math.max(probabilities.at(i, truth), 1e-7)) / labels.length;
    return { image: images.row(i), truth, guess, confidence: probabilities.at(i, guess) };
  });
  const right = answers.filter(({ truth, guess }) => truth === guess).length;
  return { answers, right, accuracy: right / answers.length, loss, confusion };
}

/** Wrong answers, those given with the greatest confidence first. */
export function mistakes({ answers }: Judgement): Answer[] {
  return answers
    .filter(({ truth, guess }) => truth !== guess)
    .sort((a, b) => b.confidence - a.confidence);
}
