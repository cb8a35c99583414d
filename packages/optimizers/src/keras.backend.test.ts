import type { Json, Optimizer } from '@myelin/core';
import { deserialize, optimizerCatalog, scheduleCatalog, serialize } from '@myelin/core';
import type { OptimizerCase } from '@myelin/testkit';
import { fixtureCases, optimizerFixtureTests, roundedJson } from '@myelin/testkit';
import { beforeAll, describe, expect, test } from 'vitest';
import { optimizers } from './catalog.ts';
import { schedules } from './schedules/catalog.ts';

type Make = new (options?: object) => Optimizer;

/** Each class under its own name. */
const classes = Object.fromEntries(
  Object.values(optimizers).map((Class) => [Class.name, Class as Make]),
);

const known = { ...classes, ...schedules };
await optimizerFixtureTests('keras/optimizers.json', classes, { known });

beforeAll(() => {
  optimizerCatalog.register(optimizers);
  scheduleCatalog.register(schedules);
});

const runs = await fixtureCases<OptimizerCase>('keras/optimizers.json');

describe('an optimizer out of a file of Keras', () => {
  test.each(runs.map(({ name, serialized }) => ({ name, serialized })))(
    '$name is written as it was read',
    ({ serialized }) => {
      const optimizer = deserialize(serialized, 'optimizer');
      expect(roundedJson(serialize(optimizer))).toEqual(roundedJson(serialized ?? null));
    },
  );

  test('the options of all optimizers, which older files hold for loss scaling, do no harm', () => {
    const config = { inner_optimizer: { class_name: 'SGD', config: {} }, use_ema: false };
    const older = { ...config, ema_momentum: 0.99, clipnorm: null, initial_scale: 8 };
    const made = deserialize({ class_name: 'LossScaleOptimizer', config: older }, 'optimizer');
    expect(made.config).toMatchObject({ initialScale: 8, dynamicGrowthSteps: 2000 });
  });
});

const written = await fixtureCases<{
  name: string;
  kind: string;
  class: string;
  config: object;
  serialized: Json;
}>('keras/serialized.json');

describe('an optimizer with Keras 3 defaults', () => {
  const plain = written.filter(
    ({ kind, config }) => kind === 'optimizers' && Object.keys(config).length === 0,
  );
  test.each(plain)('$class is written as Keras writes it', ({ class: name, serialized }) => {
    const optimizer = new classes[name]!();
    expect(roundedJson(serialize(optimizer))).toEqual(roundedJson(serialized));
  });
});

const names = await fixtureCases<{
  name: string;
  optimizer?: string;
  class?: string;
  optimizerName?: string;
  learningRate?: number;
  error?: string;
}>('keras/names.json');

describe('optimizers by name', () => {
  test.each(names.filter(({ optimizer, error }) => optimizer && !error))(
    '$optimizer is $class',
    ({ optimizer, class: className, optimizerName, learningRate }) => {
      const Class = optimizerCatalog.find('compile', optimizer ?? '');
      const made = new Class();
      expect(made.className).toBe(className);
      expect(made.name).toBe(optimizerName);
      expect(made.learningRate).toBe(learningRate);
    },
  );

  test.each(names.filter(({ optimizer, error }) => optimizer && error))(
    '$optimizer is no name',
    ({ optimizer }) => {
      expect(() => optimizerCatalog.find('compile', optimizer ?? '')).toThrow(
        `unknown optimizer \`${optimizer}\``,
      );
    },
  );
});

describe('the config of an optimizer', () => {
  const others = ['LossScaleOptimizer', 'MultiOptimizer'];
  const weightwise = Object.entries(classes).filter(([name]) => !others.includes(name));
  test.each(weightwise)('%s is rebuilt by it', (_, Class) => {
    const optimizer = new Class({ learningRate: 0.5, clipvalue: 2, name: 'mine' });
    optimizer.learningRate = 0.25;
    const rebuilt = new Class(optimizer.config);
    expect(rebuilt.config).toEqual(optimizer.config);
    expect(rebuilt.learningRate).toBe(0.25);
  });
});
