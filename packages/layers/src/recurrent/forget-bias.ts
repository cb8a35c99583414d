import type { KnownShape, Tensor } from '@myelin/core';
import { concat, Initializer, ones } from '@myelin/core';

/**
 * Start of the bias of an LSTM: 1 for the forget gate, the second of four, and what another initializer says for the rest.
 *
 * @source Jozefowicz, Zaremba & Sutskever 2015.
 */
export class ForgetBias extends Initializer {
  readonly className = 'ForgetBias';
  readonly config: { readonly others: Initializer };

  constructor(others: Initializer) {
    super();
    this.config = { others };
  }

  values([size = 0]: KnownShape): Tensor {
    const { others } = this.config;
    const units = size / 4;
    return concat([others.values([units]), ones([units]), others.values([2 * units])]);
  }
}
