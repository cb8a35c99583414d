import type { RecordedArray } from '@myelin/testkit';
import {
  expectClose,
  fixtureArray,
  fixtureCases,
  onEachBackend,
  optionsFromKeras,
} from '@myelin/testkit';
import { describe, expect, test } from 'vitest';
import type { Regularizer } from '../index.ts';
import {
  ArgumentError,
  L1,
  L1L2,
  L2,
  memory,
  OrthogonalRegularizer,
  regularizer,
  regularizerCatalog,
  ShapeError,
  tensor,
  valueAndGradients,
} from '../index.ts';

interface RegularizerCase {
  readonly name: string;
  readonly class: string;
  readonly config: Readonly<Record<string, unknown>>;
  readonly x: RecordedArray;
  readonly value: number;
  readonly grad: RecordedArray;
}
interface NameCase {
  readonly name: string;
  readonly regularizer?: string;
  readonly class?: string;
  readonly error?: string;
}

const cases = await fixtureCases<RegularizerCase>('keras/regularizers.json');
const allNames = await fixtureCases<NameCase>('keras/names.json');
const names = allNames.filter((one) => one.regularizer !== undefined);

function make({ class: name, config }: RegularizerCase): Regularizer {
  const Class = regularizerCatalog.find('test', name) as unknown as new (
    options: object,
  ) => Regularizer;
  return new Class(optionsFromKeras(config));
}

onEachBackend('Regularizers', () => {
  test.each(cases)('$name has the recorded value and gradient', (recorded) => {
    const one = make(recorded);
    const before = memory().tensors;
    using x = tensor(fixtureArray(recorded.x));
    const { value, gradients } = valueAndGradients(() => one.penalty(x), [x]);
    const [gradient] = gradients;
    expectClose(value, recorded.value);
    if (recorded.grad.dtype === 'string') expect(gradient).toBeUndefined();
    else if (gradient) expectClose(gradient, fixtureArray(recorded.grad));
    value.dispose();
    gradient?.dispose();
    expect(memory().tensors - before).toBe(1);
  });

  test.each([
    [new L1({ l1: 0.1 }), 0.3],
    [new L2({ l2: 0.1 }), 0.5],
    [new L1L2({ l1: 0.1, l2: 0.1 }), 0.8],
    [new L1L2({ l1: 0.1 }), 0.3],
    [new L1L2({ l2: 0.1 }), 0.5],
    [new L1L2(), 0],
  ])('%#: the penalty of [1, -2] by hand', (one, expected) => {
    using x = tensor([1, -2], 'float32');
    const before = memory().tensors;
    const penalty = one.penalty(x);
    expectClose(penalty, expected);
    penalty.dispose();
    expect(memory().tensors).toBe(before);
  });

  test('orthogonal rows cost nothing, equal ones half the factor for each pair', () => {
    using crossed = tensor(
      [
        [3, 0],
        [0, 5],
      ],
      'float32',
    );
    using parallel = tensor(
      [
        [1, 1],
        [2, 2],
      ],
      'float32',
    );
    const one = new OrthogonalRegularizer({ factor: 1 });
    using none = one.penalty(crossed);
    using most = one.penalty(parallel);
    expectClose(none, 0);
    // The one pair stands twice in the product; half of that, over one pair.
    expectClose(most, 1);
    using single = one.penalty(tensor([[1, 2]], 'float32'));
    expectClose(single, 0);
  });

  test('OrthogonalRegularizer wants a matrix', () => {
    using x = tensor([1, 2], 'float32');
    expect(() => new OrthogonalRegularizer().penalty(x)).toThrow(ShapeError);
  });
});

describe('regularizer', () => {
  test.each(names)('$name resolves as in Keras', ({ regularizer: name, class: found, error }) => {
    if (error) expect(() => regularizer('Dense', name as 'l1')).toThrow(ArgumentError);
    else expect(regularizer('Dense', name as 'l1')?.className).toBe(found);
  });

  test('hands objects on and takes null for none', () => {
    const own = new L2({ l2: 0.5 });
    expect(regularizer('Dense', own)).toBe(own);
    expect(regularizer('Dense', null)).toBeNull();
    expect(regularizer('Dense', undefined)).toBeNull();
    expect(() => regularizer('Dense', 0.1 as never)).toThrow(
      'Dense: `regularizer` must be the name of a regularizer, a Regularizer or null, received 0.1',
    );
  });

  test.each([
    [() => new L1({ l1: -1 }), 'L1: `l1` must be a number of at least 0, received -1'],
    [() => new L2({ l2: Infinity }), 'L2: `l2` must be a number of at least 0, received Infinity'],
    [() => new L1L2({ l1: -1 }), 'L1L2: `l1`'],
    [() => new L1L2({ l2: -1 }), 'L1L2: `l2`'],
    [() => new OrthogonalRegularizer({ factor: -1 }), 'OrthogonalRegularizer: `factor`'],
    [() => new OrthogonalRegularizer({ mode: 'row' as 'rows' }), "did you mean 'rows'"],
  ])('a bad option is named: %s', (construct, message) => {
    expect(construct).toThrow(ArgumentError);
    expect(construct).toThrow(message);
  });
});
