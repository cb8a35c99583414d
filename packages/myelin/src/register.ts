/** Makes every class known by name: `'adam'`, `'mean_squared_error'`, `'Dense'`, `'cpu'`. */

import { cpu } from '@myelin/backend-cpu';
import { native } from '@myelin/backend-native';
import { webgl } from '@myelin/backend-webgl';
import {
  backendCatalog,
  layerCatalog,
  lossCatalog,
  metricCatalog,
  optimizerCatalog,
  savedModelCatalog,
  scheduleCatalog,
} from '@myelin/core';
import { layers } from '@myelin/layers';
import { losses } from '@myelin/losses';
import { metrics } from '@myelin/metrics';
import { modelReaders, models } from '@myelin/models';
import { optimizers, schedules } from '@myelin/optimizers';
import { preprocessorCatalog, preprocessors } from '@myelin/preprocessing';

backendCatalog.register({ [cpu.name]: cpu, [webgl.name]: webgl, [native.name]: native });
layerCatalog.register({ ...layers, ...models });
lossCatalog.register(losses);
metricCatalog.register(metrics);
optimizerCatalog.register(optimizers);
preprocessorCatalog.register(preprocessors);
savedModelCatalog.register(modelReaders);
scheduleCatalog.register(schedules);
