/** Readies tfjs-core for our use, on import: gradients, our tensor methods, `Symbol.dispose`, no banner. */

import { enableProdMode } from '@tensorflow/tfjs-core';
import './dispose-symbol.ts';
import './register-gradients.ts';
import { registerAbsGradient } from './abs-gradient.ts';
import { registerAveragePoolGradient } from './average-pool-gradient.ts';
import { registerBroadcastGradients } from './broadcast-gradients.ts';
import { registerComparisonGradients } from './comparison-gradients.ts';
import { installTensorMethods } from './methods.ts';

enableProdMode();
registerAbsGradient();
registerAveragePoolGradient();
registerBroadcastGradients();
registerComparisonGradients();
installTensorMethods();
