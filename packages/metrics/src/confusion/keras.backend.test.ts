/** Every recorded case of these metrics: the result after each batch, and after a reset. */

import { metricFixtureTests } from '@myelin/testkit';
import { confusionMetrics } from './index.ts';

const classes = Object.fromEntries(
  Object.entries(confusionMetrics).filter(([name, Class]) => name === Class.name),
);

await metricFixtureTests('keras/metrics.json', classes);
