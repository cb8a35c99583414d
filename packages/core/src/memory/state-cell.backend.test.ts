import { expectClose, expectNoLeak, onEachBackend } from '@myelin/testkit';
import { expect, test } from 'vitest';
import type { NumericArray } from '../index.ts';
import { memory, StateCell, scalar, tensor, tidy, withStandIns } from '../index.ts';

/** Memory outside of tensors for one state, that counts how often it is read. */
class Home {
  values: number[];
  reads = 0;
  outdated = 0;
  constructor(...values: number[]) {
    this.values = values;
  }
  read(): NumericArray {
    this.reads++;
    return Float32Array.from(this.values);
  }
  outdate(): void {
    this.outdated++;
  }
}

const cellOf = (...values: number[]): StateCell =>
  new StateCell('state', [values.length], 'float32', tensor(values, 'float32'));

onEachBackend('StateCell', () => {
  test('fetches a value that changed elsewhere once, and only when it is asked for', () => {
    const cell = cellOf(1, 2);
    const home = new Home(3, 4);
    cell.changedAt(home);
    cell.changedAt(home);
    expect(home.reads).toBe(0);
    expectClose(cell.value, [3, 4]);
    expectClose(cell.value, [3, 4]);
    expect(home.reads).toBe(1);
    home.values = [5, 6];
    cell.changedAt(home);
    expectClose(cell.value, [5, 6]);
    cell.dispose();
  });

  test('the number of tensors stays the same wherever the value is', async () => {
    const cell = cellOf(1, 2);
    const { tensors } = memory();
    cell.changedAt(new Home(3, 4));
    expect(memory().tensors).toBe(tensors);
    tidy(() => cell.value);
    expect(memory().tensors).toBe(tensors);
    expectClose(cell.value, [3, 4]);
    await expectNoLeak(() => cell.read());
    cell.dispose();
    expect(memory().tensors).toBe(tensors - 1);
  });

  test('tells a home that its copy is outdated, once', () => {
    const cell = cellOf(1, 2);
    const [near, far] = [new Home(0, 0), new Home(7, 8)];
    cell.copiedTo(near);
    cell.copiedTo(far);
    cell.adopt(tensor([5, 6], 'float32'));
    cell.adopt(cell.value);
    expect([near.outdated, far.outdated]).toEqual([1, 1]);
    cell.copiedTo(near);
    cell.copiedTo(far);
    cell.changedAt(far);
    expect([near.outdated, far.outdated]).toEqual([2, 1]);
    expectClose(cell.value, [7, 8]);
    cell.dispose();
    expect([near.outdated, far.outdated]).toEqual([2, 2]);
  });

  test('a home that goes away leaves the value behind', async () => {
    const cell = cellOf(1, 2);
    const home = new Home(3, 4);
    cell.changedAt(home);
    await expectNoLeak(() => cell.leave(home));
    home.values = [0, 0];
    expectClose(cell.value, [3, 4]);
    cell.leave(home);
    cell.dispose();
    expect(() => cell.value).toThrow('state: it was disposed');
    expect(() => cell.read()).toThrow('state: it was disposed');
  });

  test('numbers that are written become a tensor when one is asked for', () => {
    const { tensors } = memory();
    const cell = new StateCell('state', [2], 'float32', Float32Array.of(1, 2));
    const values = Float32Array.of(3, 4);
    cell.write(values);
    values.fill(0);
    expect([...cell.read()]).toEqual([3, 4]);
    expect(memory().tensors).toBe(tensors);
    expectClose(cell.value, [3, 4]);
    expect(memory().tensors).toBe(tensors + 1);
    cell.dispose();
  });

  test('something may stand for its value for a while', () => {
    const cell = cellOf(1, 2);
    const standIn = scalar(9);
    const made: string[] = [];
    const standIns = { valueOf: () => standIn, onMade: (one: StateCell) => made.push(one.name) };
    withStandIns(standIns, () => {
      expect(cell.value).toBe(standIn);
      cellOf(5).dispose();
    });
    expect(made).toEqual(['state']);
    expectClose(cell.value, [1, 2]);
    cell.dispose();
    standIn.dispose();
  });

  test('a state that must not be made now is refused, whatever the error', async () => {
    await expectNoLeak(() =>
      tidy(() => {
        const making = () => cellOf(1);
        const refuse = (): never => {
          throw new Error('not now');
        };
        const standIns = { valueOf: refuse, onMade: refuse };
        expect(() => withStandIns(standIns, making)).toThrow('not now');
      }),
    );
    cellOf(1).dispose();
  });
});
