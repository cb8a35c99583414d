import { AdamBase, type AdamOptions } from './adam-base.ts';

/**
 * Moving average of the gradient over that of its size, both freed of their start at zero:
 * `w ← w - α·m / (√v + ε)` with `m ← β₁·m + (1 - β₁)·g`, `v ← β₂·v + (1 - β₂)·g²`, `α = η·√(1 - β₂ᵗ) / (1 - β₁ᵗ)`.
 *
 * With `amsgrad`, the largest `v` so far takes the place of `v`.
 *
 * @throws {@link ArgumentError} an option is outside its domain.
 * @source Kingma & Ba 2015, algorithm 1 in the faster form of section 2, so that `ε` is not corrected for the start
 * (as Keras 3 `Adam`; torch and tfjs correct it). Amsgrad: Reddi et al. 2018, on the uncorrected `v`.
 * @example
 * new Adam().slotLabels([{ path: 'kernel', shape: [2, 3] }]) // => ['momentum of kernel', 'velocity of kernel']
 */
export class Adam extends AdamBase<AdamOptions> {
  readonly className = 'Adam';

  constructor(options: AdamOptions = {}) {
    super('Adam', options, {});
  }
}
