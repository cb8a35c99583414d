import type { RecordedArray } from '@myelin/testkit';
import {
  expectClose,
  fixtureArray,
  fixtureCases,
  onEachBackend,
  optionsFromKeras,
} from '@myelin/testkit';
import { describe, expect, test } from 'vitest';
import type { Constraint } from '../index.ts';
import {
  ArgumentError,
  constraint,
  constraintCatalog,
  MaxNorm,
  MinMaxNorm,
  memory,
  NonNeg,
  tensor,
  UnitNorm,
} from '../index.ts';

interface ConstraintCase {
  readonly name: string;
  readonly class: string;
  readonly config: Readonly<Record<string, unknown>>;
  readonly x: RecordedArray;
  readonly y: RecordedArray;
}
interface NameCase {
  readonly name: string;
  readonly constraint?: string;
  readonly class?: string;
  readonly config?: Readonly<Record<string, unknown>>;
  readonly error?: string;
}

const cases = await fixtureCases<ConstraintCase>('keras/constraints.json');
const allNames = await fixtureCases<NameCase>('keras/names.json');
const names = allNames.filter((one) => one.constraint !== undefined);

function make({ class: name, config }: ConstraintCase): Constraint {
  const Class = constraintCatalog.find('test', name) as unknown as new (
    options: object,
  ) => Constraint;
  return new Class(optionsFromKeras(config));
}

onEachBackend('Constraints', () => {
  test.each(cases)('$name projects as recorded and leaks nothing', (recorded) => {
    using x = tensor(fixtureArray(recorded.x));
    const before = memory().tensors;
    const y = make(recorded).project(x);
    expectClose(y, fixtureArray(recorded.y));
    y.dispose();
    expect(memory().tensors).toBe(before);
  });

  test.each([
    [new MaxNorm({ maxValue: 1 }), [0.6, 0.8]],
    [new MaxNorm({ maxValue: 9 }), [3, 4]],
    [new UnitNorm(), [0.6, 0.8]],
    [new MinMaxNorm({ minValue: 10, maxValue: 20 }), [6, 8]],
    [new MinMaxNorm({ minValue: 10, maxValue: 20, rate: 0.5 }), [4.5, 6]],
  ])('%#: [3, 4] has length 5 and becomes what it must', (one, expected) => {
    using x = tensor([3, 4], 'float32');
    using y = one.project(x);
    expectClose(y, expected);
  });

  test('a vector of length 0 stays where it is', () => {
    using x = tensor([0, 0], 'float32');
    using y = new UnitNorm().project(x);
    expectClose(y, [0, 0]);
  });
});

describe('constraint', () => {
  test.each(names)('$name resolves as in Keras', (recorded) => {
    const name = recorded.constraint as 'max_norm';
    if (recorded.error) {
      expect(() => constraint('Dense', name)).toThrow(ArgumentError);
      return;
    }
    const made = constraint('Dense', name);
    expect(made?.className).toBe(recorded.class);
    expect(made?.config).toEqual(optionsFromKeras(recorded.config ?? {}));
  });

  test('hands objects on and takes null for none', () => {
    const own = new NonNeg();
    expect(constraint('Dense', own)).toBe(own);
    expect(constraint('Dense', null)).toBeNull();
    expect(constraint('Dense', undefined)).toBeNull();
    expect(() => constraint('Dense', 'maxnorm' as 'max_norm')).toThrow('did you mean `max_norm`');
    expect(() => constraint('Dense', 2 as never)).toThrow('received 2');
  });

  test.each([
    [() => new MaxNorm({ maxValue: -1 }), 'MaxNorm: `maxValue` must be a number of at least 0'],
    [() => new MaxNorm({ axis: 0.5 }), 'MaxNorm: `axis` must be a whole number or a list'],
    [
      () => new MinMaxNorm({ minValue: 3 }),
      'MinMaxNorm: `maxValue` must be a number of at least 3',
    ],
    [() => new MinMaxNorm({ rate: 2 }), 'MinMaxNorm: `rate`'],
    [() => new UnitNorm({ axis: [] }), 'UnitNorm: `axis`'],
    [() => new NonNeg({ axis: 0 } as never), 'NonNeg: `axis` is not an option'],
  ])('a bad option is named: %s', (construct, message) => {
    expect(construct).toThrow(ArgumentError);
    expect(construct).toThrow(message);
  });
});
