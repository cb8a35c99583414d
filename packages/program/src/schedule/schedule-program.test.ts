import { NdArray, tidy } from '@myelin/core';
import { onEachBackend } from '@myelin/testkit';
import { expect, describe as group, test } from 'vitest';
import { type Bench, buildProgram, type Outputs } from '../../test-support/build-program.ts';
import { problemsOf } from '../../test-support/check-schedule.ts';
import { largestDifference, numbersOf } from '../../test-support/compare-results.ts';
import { interpretSchedule } from '../../test-support/interpret-schedule.ts';
import { randomProgram } from '../../test-support/random-program.ts';
import { tensorsOf, trainingStep, trainingStepNames } from '../../test-support/training-steps.ts';
import { captureProgram } from '../capture/capture-program.ts';
import { interpret } from '../interpreter/interpret.ts';
import type { Value } from '../ir/program.ts';
import { optimize } from '../passes/optimize.ts';
import { describeTask } from './print-schedule.ts';
import type { Schedule } from './schedule.ts';
import { scheduleProgram } from './schedule-program.ts';

const scheduled = (build: (bench: Bench) => Outputs): Schedule => {
  const schedule = scheduleProgram(buildProgram(build));
  expect(problemsOf(schedule)).toEqual([]);
  return schedule;
};

const tasksOf = (build: (bench: Bench) => Outputs): readonly string[] => {
  const { tasks, program } = scheduled(build);
  return tasks.map((task) => describeTask(task, program.outputs));
};

function product({ make }: Bench, a: Value, b: Value, transposeA = false): Value {
  const shape = [a.shape.at(transposeA ? 1 : 0) ?? 1, b.shape[1] ?? 1];
  const flags = { transposeA, transposeB: false };
  return make.call('BatchMatMul', { a, b }, { shape, dtype: 'float32' }, flags);
}

group('scheduleProgram: tasks', () => {
  test('light work follows a contraction while its result is in registers', () => {
    const tasks = tasksOf((bench) => {
      const { input, make } = bench;
      const x = product(bench, input('x', [4, 6]), input('kernel', [6, 8], { role: 'state' }));
      const sum = make.binary('Add', x, input('bias', [8], { role: 'state' }));
      return { results: { y: make.unary('Relu', sum) } };
    });
    expect(tasks).toEqual(['matmul 4×6×8 + Add Relu → y']);
  });

  test('heavy work, and more than eight operations, get a loop of their own', () => {
    const after = (work: (x: Value, bench: Bench) => Value) =>
      tasksOf((bench) => {
        const { input } = bench;
        const x = product(bench, input('x', [4, 6]), input('kernel', [6, 8]));
        return { results: { y: work(x, bench) } };
      });
    expect(after((x, { make }) => make.unary('Exp', x))).toEqual([
      'matmul 4×6×8',
      'loop 4×8: Exp → y',
    ]);
    const times = (count: number) => (x: Value, bench: Bench) => {
      let y = x;
      for (let i = 0; i < count; i++) y = bench.make.binary('Add', y, bench.input(`b${i}`, [8]));
      return y;
    };
    expect(after(times(8))).toHaveLength(1);
    expect(after(times(9))).toEqual(['matmul 4×6×8', 'loop 4×8: 9 operations → y']);
  });

  test('a reduction after a contraction is a loop, and what it reduces follows the contraction', () => {
    const tasks = tasksOf((bench) => {
      const { input, make } = bench;
      const gradient = product(bench, input('dy', [4, 6]), input('kernel', [6, 8]));
      const masked = make.binary('Multiply', gradient, input('mask', [4, 8]));
      const total = make.reduce('Sum', masked, [0]);
      return { results: { total, again: product(bench, masked, input('other', [8, 3])) } };
    });
    expect(tasks).toEqual([
      'matmul 4×6×8 + Multiply',
      'matmul 4×8×3 → again',
      'loop 4×8: Sum to 8 → total',
    ]);
  });

  test('the update of a weight is one loop, with all that only it needs', () => {
    const tasks = tasksOf((bench) => {
      const { input, make } = bench;
      const state = (name: string) => input(name, [300, 20], { role: 'state' });
      const [kernel, momentum] = [state('kernel'), state('momentum')];
      // Reads states only, and could be done at once; it waits for the gradient.
      const old = make.binary('Multiply', momentum, 0.9);
      const gradient = product(bench, input('x', [5, 300]), input('dy', [5, 20]), true);
      const next = make.binary('Sub', old, make.unary('Sqrt', gradient));
      return { states: { kernel: make.binary('Add', kernel, next), momentum: next } };
    });
    expect(tasks).toEqual(['matmul 300×5×20', 'loop 300×20: 4 operations → kernel, momentum']);
  });

  test('large updates of one shape stay apart, small loops come together', () => {
    const updates = (size: number) =>
      tasksOf(({ input, make }) => {
        const update = (name: string): readonly [string, Value] => {
          const state = input(name, [size], { role: 'state' });
          return [name, make.binary('Add', state, make.unary('Exp', input(`${name}'`, [size])))];
        };
        return { states: Object.fromEntries([update('a'), update('b')]) };
      });
    expect(updates(5000)).toHaveLength(2);
    expect(updates(50)).toEqual(['loop 50: 4 operations → a, b']);
  });

  test('no loop reads what it reduces', () => {
    const tasks = tasksOf(({ input, make }) => {
      const x = input('x', [4, 5]);
      const shifted = make.binary('Sub', x, make.reduce('Max', x, [1], true));
      const powers = make.unary('Exp', shifted);
      const sum = make.reduce('Sum', powers, [1], true);
      return { results: { y: make.binary('RealDiv', powers, sum) } };
    });
    expect(tasks).toEqual([
      'loop 4×5: Max to 4',
      'loop 4×5: 2 operations, Sum to 4',
      'loop 4×5: RealDiv → y',
    ]);
  });

  test('axes of size 1 may be anywhere in a loop', () => {
    const tasks = tasksOf(({ input, make }) => {
      const x = make.unary('Exp', input('x', [4, 1, 5]));
      const y = make.unary('Neg', make.reshape(x, [1, 4, 5]));
      return { results: { y: make.binary('Add', y, input('z', [4, 5])) } };
    });
    expect(tasks).toEqual(['loop 4×5: 3 operations → y']);
  });

  test('rows cut in another way are another loop', () => {
    const tasks = tasksOf(({ input, make }) => {
      const x = make.unary('Exp', input('x', [4, 6]));
      const y = make.binary('Add', make.reshape(x, [6, 4]), input('row', [4]));
      return { results: { y: make.binary('Multiply', make.reshape(y, [4, 6]), x) } };
    });
    expect(tasks).toEqual(['loop 4×6: Exp', 'loop 6×4: Add', 'loop 4×6: Multiply → y']);
  });
});

group('scheduleProgram: states', () => {
  test('a state is overwritten after all who read its old value', () => {
    const { tasks, memory } = scheduled((bench) => {
      const { input, make } = bench;
      const kernel = input('kernel', [6, 8], { role: 'state' });
      const next = make.unary('Exp', kernel);
      return {
        states: { kernel: next },
        results: { y: product(bench, input('x', [4, 6]), kernel) },
      };
    });
    expect(tasks.map(({ kind }) => kind)).toEqual(['contraction', 'loop']);
    expect(memory.lateStates).toEqual([]);
    expect(memory.workingBytes).toBe(0);
  });

  test('a state that others want by its old and new value is copied in the end', () => {
    const { memory } = scheduled((bench) => {
      const { input, make } = bench;
      const state = input('state', [6, 6], { role: 'state' });
      const next = make.unary('Exp', state);
      return { states: { state: next }, results: { y: product(bench, state, next) } };
    });
    expect(memory.lateStates.map(({ name }) => name)).toEqual(['state']);
    // 36 elements of 4 bytes and 64 spare ones, in units of 64.
    expect(memory.workingBytes).toBe(256);
  });

  test('a state that is read elsewhere than where it is written is not written in place', () => {
    const { memory } = scheduled((bench) => {
      const state = bench.input('state', [6, 6], { role: 'state' });
      return { states: { state: product(bench, state, state) } };
    });
    expect(memory.lateStates).toHaveLength(1);
  });

  test('states change places in one loop', () => {
    const { tasks, memory, program } = scheduled(({ input }) => {
      const [a, b] = ['a', 'b'].map((name) => input(name, [8], { role: 'state' })) as [
        Value,
        Value,
      ];
      return { states: { a: b, b: a } };
    });
    expect(tasks.map((task) => describeTask(task, program.outputs))).toEqual([
      'loop 8: 2 operations → a, b',
    ]);
    expect(memory.lateStates).toEqual([]);
  });

  test('a state that stays takes no work', () => {
    const { tasks } = scheduled(({ input }) => {
      const a = input('a', [8], { role: 'state' });
      return { states: { a } };
    });
    expect(tasks).toEqual([]);
  });

  test('outputs that are inputs, constants or the same value get copies', () => {
    const tasks = tasksOf(({ input, make }) => {
      const x = input('x', [8]);
      const y = make.unary('Exp', x);
      return { states: {}, results: { x, y, again: make.reshape(y, [2, 4]) } };
    });
    expect(tasks).toEqual(['loop 8: 2 operations → x, y', 'loop 2×4: BroadcastTo → again']);
  });
});

group('scheduleProgram: memory', () => {
  test('memory is used again, and operands that die are overwritten', () => {
    const { memory } = scheduled((bench) => {
      const { input, make } = bench;
      const square = (name: string) => input(name, [10, 10]);
      let x = square('x');
      // Each product needs another place than its operand, and each loop writes over the product.
      for (const name of ['a', 'b', 'c', 'd']) {
        x = make.unary('Exp', product(bench, x, square(name)));
      }
      return { results: { y: make.reduce('Sum', x, [0]) } };
    });
    // Two places of 400 + 64 bytes, in units of 64.
    expect(memory.workingBytes).toBe(2 * 512);
  });
});

onEachBackend('Schedules', () => {
  test('would be found wrong if two values that are needed at a time shared their memory', () => {
    const program = buildProgram((bench) => {
      const { input, make } = bench;
      const [x, y] = [input('x', [4, 4]), input('y', [4, 4])];
      const [first, second] = [product(bench, x, y), product(bench, y, x)];
      return { results: { z: make.binary('Sub', make.unary('Exp', first), second) } };
    });
    const schedule = scheduleProgram(program);
    const places = new Map(schedule.memory.places);
    for (const [value, place] of places) {
      if (place.kind === 'working') places.set(value, { ...place, offset: 0 });
    }
    const wrong = { ...schedule, memory: { ...schedule.memory, places } };
    const square = new NdArray(
      Float32Array.from({ length: 16 }, (_, i) => i / 16),
      [4, 4],
    );
    const given = { x: square, y: square.map((element) => 1 - element * element) };
    const expected = tidy(() => numbersOf(interpret(program, tensorsOf(given))));
    expect(largestDifference(interpretSchedule(schedule, given), expected)).toBeLessThan(1e-6);
    expect(largestDifference(interpretSchedule(wrong, given), expected)).toBeGreaterThan(0.1);
    expect(problemsOf(wrong).join()).toContain('overlap');
  });

  test('compute the same as random programs, on the memory that is planned', () => {
    for (let seed = 0; seed < 300; seed++) {
      const random = randomProgram(seed, 24);
      const program = seed % 2 === 0 ? random.program : optimize(random.program);
      const schedule = scheduleProgram(program);
      expect(problemsOf(schedule), `seed ${seed}`).toEqual([]);
      const expected = tidy(() => numbersOf(interpret(program, tensorsOf(random.inputs))));
      const off = largestDifference(interpretSchedule(schedule, random.inputs), expected);
      expect(off, `seed ${seed}`).toBeLessThan(1e-6);
    }
  });

  test.each(trainingStepNames)('run the training step %s with all states in place', (name) => {
    const step = trainingStep(name);
    const program = optimize(captureProgram(step.options));
    const schedule = scheduleProgram(program);
    expect(problemsOf(schedule)).toEqual([]);
    expect(schedule.memory.lateStates).toEqual([]);
    const expected = tidy(() => numbersOf(interpret(program, tensorsOf(step.inputs))));
    const off = largestDifference(interpretSchedule(schedule, step.inputs), expected);
    expect(off).toBeLessThan(1e-6);
  });

  test('the multilayer perceptron takes 18 tasks', () => {
    const program = optimize(captureProgram(trainingStep('mlp').options));
    expect(scheduleProgram(program).tasks).toHaveLength(18);
  });
});
