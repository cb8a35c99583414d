/** These metrics in the form of Keras's files, as recorded. */

import { deserialize, metricCatalog, serialize } from '@myelin/core';
import { fixtureCases, onEachBackend, optionsFromKeras } from '@myelin/testkit';
import { describe, expect, test } from 'vitest';
import { AUC, confusionMetrics, MeanIoU } from './index.ts';

interface SerializedCase {
  readonly name: string;
  readonly kind: string;
  readonly class: string;
  readonly config: Readonly<Record<string, unknown>>;
  readonly serialized: object;
}

type AnyClass = new (options: object) => MeanIoU;

const classes = confusionMetrics as unknown as Readonly<Record<string, AnyClass>>;
const cases = (await fixtureCases<SerializedCase>('keras/serialized.json')).filter(
  (recorded) => recorded.kind === 'metrics' && recorded.class in classes,
);

metricCatalog.register(confusionMetrics as never);

onEachBackend('Metrics of confusion in files', () => {
  describe('as Keras 3 writes them', () => {
    for (const recorded of cases) {
      test(recorded.name, () => {
        const metric = new (classes[recorded.class] as AnyClass)(optionsFromKeras(recorded.config));
        expect(serialize(metric)).toEqual(recorded.serialized);
        expect(deserialize(recorded.serialized, 'metric').config).toEqual(metric.config);
      });
    }
  });

  test('thresholds of an AUC come back, with the number of them that Keras writes', () => {
    const auc = new AUC({ thresholds: [0.2, 0.7], curve: 'pr' });
    const { config } = serialize(auc);
    expect(config).toMatchObject({ num_thresholds: 4, thresholds: [0.2, 0.7], curve: 'PR' });
    expect(deserialize(serialize(auc), 'metric').config).toMatchObject({ thresholds: [0.2, 0.7] });
  });

  test('an IoU that Keras computes in float32 takes weights as they are', () => {
    const written = serialize(new MeanIoU({ numClasses: 2, dtype: 'float32' }));
    expect(written.config).toMatchObject({ dtype: 'float32' });
    expect(deserialize(written, 'metric').config).toMatchObject({ dtype: 'float32' });
    const usual = serialize(new MeanIoU({ numClasses: 2 }));
    expect(deserialize(usual, 'metric').config).toMatchObject({ dtype: 'int' });
  });
});
