import { arrayOf, expectClose, onEachBackend } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { add, Ones, Pass, scalar, Weight } from '../index.ts';

onEachBackend('A step of a loop inside a pass', () => {
  test('has values of its own for some weights, and the present ones for the others', () => {
    const [moving, other] = [
      new Weight('moving', [], new Ones()),
      new Weight('other', [], new Ones()),
    ];
    const pass = new Pass({ training: true });
    pass.update(other, scalar(5));
    const step = pass.step(new Map([[moving, scalar(2)]]));
    expect(step.training).toBe(true);
    expectClose(step.read(moving), arrayOf(scalar(2)));
    expectClose(step.read(other), arrayOf(scalar(5)));
    expectClose(step.inMode(false).read(moving), arrayOf(scalar(2)));
    moving.dispose();
    other.dispose();
  });

  test('keeps updates, losses and masks from the pass', () => {
    const weight = new Weight('moving', [], new Ones());
    const pass = new Pass();
    const x = scalar(1);
    pass.setMask(x, x);
    const step = pass.step(new Map([[weight, scalar(2)]]));
    step.update(weight, add(step.read(weight), 1));
    step.losses.push(scalar(1));
    expectClose(step.read(weight), arrayOf(scalar(3)));
    expect(step.maskOf(x)).toBeUndefined();
    expect([pass.updates.size, pass.losses.length]).toEqual([0, 0]);
    expectClose(pass.read(weight), arrayOf(scalar(1)));
    weight.dispose();
  });

  test('goes on with the random numbers of the pass', () => {
    const randomness = { seed: scalar(1, 'int32'), step: scalar(0, 'int32') };
    const numbers = (draw: (pass: Pass) => Pass) => {
      const pass = new Pass({ randomness });
      const first = [...pass.uniform([3], null).dataSync()];
      return [first, [...draw(pass).uniform([3], null).dataSync()]];
    };
    const inSteps = numbers((pass) => pass.step(new Map()));
    expect(inSteps).toEqual(numbers((pass) => pass));
    expect(inSteps[0]).not.toEqual(inSteps[1]);
  });
});
