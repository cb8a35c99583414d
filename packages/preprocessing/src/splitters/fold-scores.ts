/** One score of all folds. */
export class FoldScores {
  /** The scores, fold by fold. */
  readonly values: readonly number[];

  constructor(values: readonly number[]) {
    this.values = values;
  }

  get mean(): number {
    return this.values.reduce((sum, value) => sum + value, 0) / this.values.length;
  }

  /** Standard deviation, `√(Σ (score - mean)² / folds)`: NumPy's `std`. */
  get std(): number {
    const { mean } = this;
    const squares = this.values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
    return Math.sqrt(squares / this.values.length);
  }

  /** As people report it: `0.967 ± 0.021`. */
  toString(): string {
    return `${this.mean.toFixed(3)} ± ${this.std.toFixed(3)}`;
  }
}
