/** Readies tfjs-core for our use: gradients, our tensor methods, `Symbol.dispose`, no banner. */

import { enableProdMode } from '@tensorflow/tfjs-core';
import './dispose-symbol.ts';
import './register-gradients.ts';
import { registerAbsGradient } from './abs-gradient.ts';
import { registerAveragePoolGradient } from './average-pool-gradient.ts';
import { registerBroadcastGradients } from './broadcast-gradients.ts';
import { registerComparisonGradients } from './comparison-gradients.ts';
import { registerExtremumGradients } from './extremum-gradients.ts';
import { registerGatherGradient } from './gather-gradient.ts';
import { installTensorMethods } from './methods.ts';
import { registerTileGradient } from './tile-gradient.ts';

/** Done once, when core is loaded. Called, not imported for its effect: that would put tfjs's types into ours. */
export function install(): void {
  enableProdMode();
  registerAbsGradient();
  registerAveragePoolGradient();
  registerBroadcastGradients();
  registerComparisonGradients();
  registerExtremumGradients();
  registerGatherGradient();
  registerTileGradient();
  installTensorMethods();
}
