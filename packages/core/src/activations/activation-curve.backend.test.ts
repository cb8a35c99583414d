import { expectClose, expectNoLeak, onEachBackend } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { activationCurve, curveNames, ndArray, relu } from '../index.ts';

onEachBackend('activationCurve', () => {
  test('gives values and derivatives', () => {
    const { x, y, slope } = activationCurve('sigmoid', { from: -6, to: 6, points: 3 });
    expectClose(ndArray(x), [-6, 0, 6]);
    // The note's numbers: 0.0025 below -6, 0.9975 above 6; the slope is y (1 - y).
    expectClose(ndArray(y), [0.0024726, 0.5, 0.9975274]);
    expectClose(ndArray(slope), [0.0024665, 0.25, 0.0024665]);
    const bent = activationCurve(relu, { from: -1, to: 1, points: 3 });
    expect(bent.name).toBe('relu');
    // A zero may have a sign: WebGL's maximum gives -0.
    expect([...bent.y, ...bent.slope].map((value) => value + 0)).toEqual([0, 0, 1, 0, 0, 1]);
  });

  test('every activation of the gallery has a curve of finite numbers', () => {
    expect(curveNames().length).toBeGreaterThan(20);
    for (const name of curveNames()) {
      const { y, slope } = activationCurve(name);
      expect([...y, ...slope].every(Number.isFinite), name).toBe(true);
    }
  });

  test('leaves nothing behind, and refuses what has no curve', async () => {
    await expectNoLeak(() => activationCurve('tanh'));
    expect(() => activationCurve('softmax')).toThrow(/`softmax` has no curve/);
    expect(() => activationCurve('sigmoid', { from: 2, to: 1 })).toThrow(/`to`/);
    expect(() => activationCurve('sigmiod' as never)).toThrow(/did you mean `sigmoid`/);
  });
});
