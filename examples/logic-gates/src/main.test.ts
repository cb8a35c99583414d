import { printedBy } from '@myelin/example-terminal/test-support';
import { beforeAll, describe, expect, test } from 'vitest';

describe('logic gates', () => {
  let printed = '';
  beforeAll(async () => {
    printed = await printedBy(() => import('./main.ts'));
  });

  const loss = (headline: RegExp) => Number(headline.exec(printed)?.[1]);

  test('a single neuron learns AND and OR', () => {
    expect(loss(/^AND with a single neuron: 4 of 4 right, loss (.+)$/m)).toBeLessThan(0.1);
    expect(loss(/^OR with a single neuron: 4 of 4 right, loss (.+)$/m)).toBeLessThan(0.1);
  });

  test('a single neuron cannot do better on XOR than ln 2', () => {
    expect(loss(/^XOR with a single neuron: [0-3] of 4 right, loss (.+)$/m)).toBeCloseTo(
      Math.LN2,
      3,
    );
  });

  test('a hidden layer solves XOR', () => {
    expect(loss(/^XOR with eight hidden neurons: 4 of 4 right, loss (.+)$/m)).toBeLessThan(0.01);
  });

  test('the four surfaces mark the inputs with the answers', () => {
    const grids = printed.match(/(?:^ {2}[ ░▒▓█01]{41}$\n?){17}/gm);
    expect(grids).toHaveLength(4);
    expect(grids?.[0]?.replaceAll(/[^01]/g, '')).toBe('0100');
    expect(grids?.[1]?.replaceAll(/[^01]/g, '')).toBe('1101');
    expect(grids?.[3]?.replaceAll(/[^01]/g, '')).toBe('1001');
  });
});
