import {
  layerCatalog,
  lossCatalog,
  metricCatalog,
  optimizerCatalog,
  scheduleCatalog,
} from '@myelin/core';
import { layers } from '@myelin/layers';
import { losses } from '@myelin/losses';
import { metrics } from '@myelin/metrics';
import { optimizers, schedules } from '@myelin/optimizers';
import { models } from '../src/catalog.ts';

/** Makes all names known, as the umbrella package does. */
export function registerAll(): void {
  layerCatalog.register({ ...layers, ...models });
  lossCatalog.register(losses);
  metricCatalog.register(metrics);
  optimizerCatalog.register(optimizers);
  scheduleCatalog.register(schedules);
}
