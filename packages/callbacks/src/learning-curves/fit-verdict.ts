/** What may be said of a training. */
export type FitVerdict =
  | 'overfitting'
  | 'underfitting'
  | 'good fit'
  | 'still improving'
  | 'diverging'
  | 'unclear';
