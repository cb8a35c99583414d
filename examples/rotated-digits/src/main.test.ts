import { printedBy } from '@myelin/example-terminal/test-support';
import { beforeAll, expect, test } from 'vitest';

let printed = '';
beforeAll(async () => {
  printed = await printedBy(() => import('./main.ts'), '--rows', '1500', '--epochs', '4');
}, 120_000);

/** Accuracies of MLP and CNN in a line that begins with an amount, of the table of `unit`. */
function accuracies(unit: string, amount: number): [mlp: number, cnn: number] {
  const table = printed.split(`${unit}    MLP    CNN\n`)[1] ?? '';
  const [, mlp, cnn] = new RegExp(`^ +${amount} {2}(\\S+) {2}(\\S+)$`, 'm').exec(table) ?? [];
  return [Number(mlp), Number(cnn)];
}

test('both read most digits as they are', () => {
  for (const accuracy of accuracies('degrees', 0)) expect(accuracy).toBeGreaterThan(0.8);
});

test('the network with filters bears shifts better', () => {
  for (const pixels of [2, 3, 4]) {
    const [mlp, cnn] = accuracies('pixels to the right', pixels);
    expect(cnn).toBeGreaterThan(mlp + 0.03);
  }
});

test('both lose their way where digits are turned far', () => {
  for (const degrees of [-60, 60]) {
    for (const accuracy of accuracies('degrees', degrees)) expect(accuracy).toBeLessThan(0.6);
  }
});

test('scrambled pixels do nothing to the dense network, and much to the other', () => {
  const change = (name: string): number =>
    Number(new RegExp(`^${name}: .+ now, (\\S+) points$`, 'm').exec(printed)?.[1]);
  expect(Math.abs(change('MLP'))).toBeLessThan(4);
  expect(change('CNN')).toBeLessThan(change('MLP') - 3);
});

test("the note's picture is shown before and after, with what the network says", () => {
  expect(printed).toMatch(/before: MLP says \d \(\d\.\d\d\) +after: MLP says \d \(\d\.\d\d\)/);
});
