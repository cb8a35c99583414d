import { L1, L2, type Layer, MaxNorm, type Weight } from '@myelin/core';
import * as layerClasses from '@myelin/layers';
import * as lossClasses from '@myelin/losses';
import * as metricClasses from '@myelin/metrics';
import * as optimizerClasses from '@myelin/optimizers';
import {
  camelCase,
  expectClose,
  expectNoLeak,
  fixtureArray,
  fixtureCases,
  optionsFromKeras,
  type RecordedArray,
  type RecordedObject,
} from '@myelin/testkit';
import { expect, test } from 'vitest';
import { denseGradients } from '../../test-support/dense-gradients.ts';
import { inBothModes } from '../../test-support/in-both-modes.ts';
import { registerAll } from '../../test-support/register-all.ts';
import type { CompileOptions } from '../compile/compile-options.ts';
import { Sequential } from '../sequential/sequential.ts';

registerAll();

interface FitCase {
  readonly name: string;
  readonly model: {
    readonly inputShape: readonly number[];
    readonly layers: readonly RecordedObject[];
  };
  readonly compile: Readonly<Record<string, unknown>>;
  readonly initialWeights: readonly { readonly path: string; readonly value: RecordedArray }[];
  readonly x: RecordedArray;
  readonly y: RecordedArray;
  readonly fit: Readonly<Record<string, unknown>>;
  readonly validationX?: RecordedArray;
  readonly validationY?: RecordedArray;
  readonly validationSampleWeight?: RecordedArray;
  readonly sampleWeight?: RecordedArray;
  readonly classWeight?: Readonly<Record<string, number>>;
  readonly initialPrediction: RecordedArray;
  readonly epoch: readonly number[];
  readonly history: Readonly<Record<string, readonly number[]>>;
  readonly historyKeys: readonly string[];
  readonly finalWeights: readonly { readonly value: RecordedArray }[];
  readonly finalPrediction: RecordedArray;
  readonly evaluate: Readonly<Record<string, number>>;
  readonly evaluateList: number | readonly number[];
  readonly countParams: number;
}

const classes = {
  ...layerClasses,
  ...lossClasses,
  ...metricClasses,
  ...optimizerClasses,
  L1,
  L2,
  MaxNorm,
} as unknown as Readonly<Record<string, new (options: never) => Layer>>;

/** Losses and metrics may have one name: what stands where decides which is meant. */
const ofLosses = { ...classes, ...lossClasses } as unknown as typeof classes;

function build(recorded: FitCase): Sequential {
  const { inputShape, layers } = recorded.model;
  const stated = layers.map((layer, i) =>
    i === 0 ? { ...layer, config: { ...layer.config, input_shape: inputShape } } : layer,
  );
  const made = optionsFromKeras({ layers: stated }, classes) as { layers: Layer[] };
  return new Sequential(made.layers);
}

const corrections: Readonly<Record<string, Partial<FitCase>>> = denseGradients;
const cases = (await fixtureCases<FitCase>('keras/fit.json')).map((recorded) => ({
  ...recorded,
  ...corrections[recorded.name],
}));

inBothModes('fit as Keras 3 does it', () => {
  for (const recorded of cases) {
    test(recorded.name, async () => {
      using model = build(recorded);
      const x = fixtureArray(recorded.x);
      const y = fixtureArray(recorded.y);
      expect(model.countParams()).toBe(recorded.countParams);
      model.setWeights(recorded.initialWeights.map(({ value }) => fixtureArray(value)));
      expectClose(await model.predict(x, { verbose: 0 }), fixtureArray(recorded.initialPrediction));

      const { loss, ...others } = recorded.compile;
      model.compile({
        ...(optionsFromKeras(others, classes) as CompileOptions),
        ...(optionsFromKeras({ loss }, ofLosses) as CompileOptions),
      });
      const { validationX, validationY, validationSampleWeight, sampleWeight } = recorded;
      const { classWeight } = recorded;
      const options = Object.fromEntries(
        Object.entries(recorded.fit).map(([name, value]) => [camelCase(name), value]),
      );
      const history = await model.fit(x, y, {
        ...options,
        verbose: 0,
        ...(sampleWeight && { sampleWeight: fixtureArray(sampleWeight) }),
        ...(classWeight && { classWeight }),
        ...(validationX &&
          validationY && {
            validationData: validationSampleWeight
              ? [
                  fixtureArray(validationX),
                  fixtureArray(validationY),
                  fixtureArray(validationSampleWeight),
                ]
              : [fixtureArray(validationX), fixtureArray(validationY)],
          }),
      });

      expect(Object.keys(history.history)).toEqual(recorded.historyKeys);
      expect(history.epoch).toEqual(recorded.epoch);
      const drifting = driftingWeights(model);
      for (const [name, values] of Object.entries(recorded.history)) {
        // Drifting weights show in validation, which uses the moving means; training takes them out again.
        const drifts = drifting.size > 0 && name.startsWith('val_');
        const tolerance = drifts ? { absolute: 0.01, relative: 0 } : 'trace';
        expectClose(numbers(history.history[name] ?? []), numbers(values), tolerance);
      }
      for (const [i, weight] of model.weights.entries()) {
        const expected = fixtureArray(recorded.finalWeights[i]!.value);
        const isDrifting = drifting.has(weight);
        expectClose(weight.value, expected, isDrifting ? { absolute: 0.02, relative: 0 } : 'trace');
        if (isDrifting) weight.assign(expected);
      }
      expectClose(
        await model.predict(x, { verbose: 0 }),
        fixtureArray(recorded.finalPrediction),
        'trace',
      );
      const judged = await model.evaluate(x, y, { verbose: 0, returnDict: true });
      expect(Object.keys(judged).sort()).toEqual(Object.keys(recorded.evaluate).sort());
      for (const [name, value] of Object.entries(recorded.evaluate)) {
        expectClose(numbers([judged[name]!]), numbers([value]), 'trace');
      }
      // Keras lists a metric twice whose name is taken, as it is logged and by its own name.
      const listed = [recorded.evaluateList].flat();
      if (listed.length === Object.keys(judged).length) {
        const list = [await model.evaluate(x, y, { verbose: 0 })].flat();
        expectClose(numbers(list), numbers(listed), 'trace');
      }
      await expectNoLeak(() => model.evaluate(x, y, { verbose: 0 }));
    });
  }
});

/**
 * Biases that a normalization takes out again, and the moving means that follow them: the gradient of such a bias is 0 but
 * for rounding, which an adaptive optimizer makes into steps of any direction, of the size of its learning rate. No two
 * computations agree on them, and what comes after is checked with Keras's.
 */
function driftingWeights({ layers }: Sequential): Set<Weight> {
  const drifting = layers.flatMap((layer, i) => {
    const next = layers[i + 1];
    if (next?.className !== 'BatchNormalization') return [];
    return [...layer.weights, ...next.weights].filter(({ path }) =>
      /\/(bias|moving_mean)$/.test(path),
    );
  });
  return new Set(drifting);
}

const numbers = (values: readonly number[]) =>
  fixtureArray({ shape: [values.length], dtype: 'float32', data: values });
