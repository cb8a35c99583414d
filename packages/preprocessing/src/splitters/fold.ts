/** Numbers of the rows to learn from, and of those to be judged by. */
export interface Fold {
  readonly train: Int32Array;
  readonly test: Int32Array;
}
